"""Projects as people have them: layers with the names, fields and values of real products, and layers that play no role.

Names, fields and values after the products' published descriptions; what the rows hold is made up.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Mapping, Sequence

from samplan.assessment.facts import BandFacts, LayerFacts, field_facts

HERE = (18.0, 59.1, 18.3, 59.3)
ROWS = 500


def _filled(values: Any, rows: int) -> list[Any]:
    """Repeat a list to so many rows; a number n stands for n different keys, a text with # for numbered names."""
    if isinstance(values, str):
        return [values.replace("#", str(number)) for number in range(rows)]
    if isinstance(values, range):
        values = list(values)
    return [values[number % len(values)] for number in range(rows)]


def layer(name: str, kind: str, fields: Mapping[str, Any] = {}, count: int = 2000, **more: Any) -> LayerFacts:
    """Return a layer: per field a list of values that is repeated, or a text such as ``Area #`` that differs in every row."""
    rows = min(count, ROWS)
    found = []
    for field, values in fields.items():
        column = [value for value in _filled(values, rows) if value is not None]
        number = bool(column) and all(isinstance(value, (int, float)) for value in column)
        counted = Counter(str(value) for value in column)
        found.append(field_facts(field, "number" if number else "text", counted.items(), rows))
    if kind == "polygon":
        more = {"area": 2e4, "touching": 0.0, "overlapping": 0.0, **more}
    more = {"crs": "EPSG:3006", "extent": HERE, **more}
    return LayerFacts(more.pop("id", name), name, kind, fields=tuple(found), count=count, complete=count <= ROWS, **more)


def raster(name: str, values: Sequence[float], labels: Sequence[str] = (), **more: Any) -> LayerFacts:
    """Return a raster of one band with these values in it."""
    whole = all(float(value).is_integer() for value in values)
    distinct = sorted(set(values))
    pairs = tuple(zip((f"{value:g}" for value in distinct), [*labels, *[""] * len(distinct)]))
    few = pairs if whole and len(pairs) <= 120 else ()
    band = BandFacts("", few, len(distinct), min(values), max(values), whole)
    more = {"cell": 10.0, "crs": "EPSG:3006", "extent": HERE, **more}
    return LayerFacts(name, name, "raster", bands=(band,), **more)


def picture(name: str, **more: Any) -> LayerFacts:
    """Return a picture, or a map service."""
    return LayerFacts(name, name, "raster", picture=True, **{"crs": "EPSG:3006", "extent": HERE, **more})


TILES = {"touching": 0.95, "area": 4e5}
HOUSES = {"area": 140.0}
CELLS = {"touching": 0.9, "area": 62500.0}

#: name -> (layers, role of each layer by its name: the first role, None for none)
PROJECTS: dict[str, tuple[list[LayerFacts], dict[str, Any]]] = {}

PROJECTS["swedish"] = (
    [
        layer("DeSO_2025", "polygon", {"desokod": "0126C#", "deso_namn": "Område #", "kommunkod": ["0126", "0136"], "kommunnamn": ["Huddinge", "Haninge"], "version": "2025"}, 267, **TILES),
        layer("Totalbefolkning_ruta_231231", "polygon", {"rutid_scb": "6575000#", "rutstorl": [250], "beftotalt": range(1, 90), "man": range(0, 45), "kvinna": range(0, 45), "referenstid": ["20231231"]}, 4100, **CELLS),
        layer("byggnad", "polygon", {"objektidentitet": "b#", "objekttypnr": [2061, 2062, 2063], "objekttyp": ["Bostad", "Komplementbyggnad", "Industri", "Samhällsfunktion", "Verksamhet"], "andamal1": ["Bostad; Småhus friliggande", "Komplementbyggnad;Ospecificerad", "Industri;Övrig"]}, 24000, **HOUSES),
        layer("mark", "polygon", {"objektidentitet": "m#", "objekttyp": ["Barr- och blandskog", "Öppen mark", "Låg bebyggelse", "Sjö", "Åker", "Lövskog", "Hög bebyggelse", "Industri- och handelsbebyggelse"]}, 5200, area=1.5e4, touching=0.9),
        layer("vaglinje", "line", {"objektidentitet": "v#", "objekttyp": ["Landsväg", "Småväg", "Motorväg", "Gatuväg", "Bilväg"], "vagnummer": ["73", None, None]}, 9000),
        layer("jarnvagslinje", "line", {"objekttyp": ["Järnväg"], "elektrifierad": ["Ja"]}, 120),
        layer("hojdlinje", "line", {"objekttyp": ["Höjdkurva"], "hojdvarde": range(5, 120, 5)}, 7000),
        layer("registerenhetsomradesyta", "polygon", {"objektidentitet": "r#", "fastighet": "HUDDINGE STUVSTA 1:#", "registeromrade": ["Huddinge"]}, 19000, area=1200.0, touching=0.95),
        layer("textpunkt", "point", {"textstrang": "Namn #", "textkategori": ["Bebyggelse", "Natur"]}, 900),
        layer("Hållplatser", "point", {"stop_id": "9021001#", "stop_name": "Hållplats #", "stop_lat": range(59, 60), "location_type": [0, 1]}, 1300),
        layer("Naturreservat", "polygon", {"NVRID": "200#", "NAMN": "Reservat #", "SKYDDSTYP": ["Naturreservat"], "BESLSTATUS": ["Gällande"], "AREA_HA": range(3, 900, 7)}, 31, area=8e5),
        layer("Buller väg ekvivalent 2022", "polygon", {"DB_LO": [45, 50, 55, 60, 65], "DB_HI": [50, 55, 60, 65, 70]}, 800, area=9e3),
        layer("Tätorter_2020", "polygon", {"tatortskod": "T#", "tatort": "Tätort #", "bef": range(200, 90000, 77)}, 20, area=3e6),
        layer("Länsgränser", "polygon", {"lanskod": ["01"], "lansnamn": ["Stockholms län"]}, 1, area=6e9),
        layer("Kommuner", "polygon", {"KNKOD": "01#", "KNNAMN": "Kommun #"}, 26, area=1.8e8, touching=1.0),
        raster("NMD2018bas_ogeneraliserad_v1_1", [2, 3, 41, 42, 51, 52, 53, 61, 62, 111, 112, 113, 114, 115, 116, 117, 118]),
        picture("Ortofoto_0.16m"),
        layer("Arbetsställen", "point", {"cfar": "c#", "sni": ["47110", "62010"], "antal_anstallda": range(0, 300)}, 2100),
        layer("gammal_byggnad", "polygon", {"objekttyp": []}, 0),
    ],
    {"DeSO_2025": "areas", "Totalbefolkning_ruta_231231": "population", "byggnad": "buildings", "mark": "land_use", "vaglinje": "streets", "jarnvagslinje": None, "hojdlinje": None, "registerenhetsomradesyta": None, "textpunkt": None, "Hållplatser": "transit", "Naturreservat": "protected", "Buller väg ekvivalent 2022": "noise", "Tätorter_2020": None, "Länsgränser": None, "Kommuner": "municipalities", "NMD2018bas_ogeneraliserad_v1_1": "land_cover", "Ortofoto_0.16m": None, "Arbetsställen": "jobs", "gammal_byggnad": None},
)

_OSM = {"osm_id": "4#", "code": [5111, 5112, 5113]}
PROJECTS["geofabrik"] = (
    [
        layer("gis_osm_buildings_a_free_1", "polygon", {**_OSM, "fclass": ["building"], "name": [None, None, "Rathaus"], "type": ["house", "garage", None, "apartments", "shed"]}, 90000, **HOUSES),
        layer("gis_osm_landuse_a_free_1", "polygon", {**_OSM, "fclass": ["residential", "forest", "farmland", "meadow", "grass", "industrial", "commercial", "park", "scrub", "allotments"], "name": [None, "Wald #"]}, 8000, area=9000.0),
        layer("gis_osm_natural_free_1", "point", {**_OSM, "fclass": ["tree", "peak", "spring"], "name": [None]}, 7000),
        layer("gis_osm_places_free_1", "point", {**_OSM, "fclass": ["village", "hamlet", "suburb", "town"], "population": [0, 500, 3000], "name": "Ort #"}, 300),
        layer("gis_osm_pofw_free_1", "point", {**_OSM, "fclass": ["christian", "muslim"], "name": "Kirche #"}, 120),
        layer("gis_osm_pois_free_1", "point", {**_OSM, "fclass": ["restaurant", "school", "supermarket", "bench", "pharmacy", "kindergarten", "bank"], "name": "POI #"}, 5200),
        layer("gis_osm_railways_free_1", "line", {**_OSM, "fclass": ["rail", "tram"], "layer": [0], "bridge": ["F"], "tunnel": ["F"]}, 900),
        layer("gis_osm_roads_free_1", "line", {**_OSM, "fclass": ["residential", "footway", "service", "track", "path", "primary", "cycleway"], "name": [None, "Hauptstraße"], "oneway": ["B", "F"], "maxspeed": [0, 50], "layer": [0, 1], "bridge": ["F", "T"], "tunnel": ["F"]}, 61000),
        layer("gis_osm_traffic_free_1", "point", {**_OSM, "fclass": ["crossing", "traffic_signals", "parking", "street_lamp"]}, 9000),
        layer("gis_osm_transport_free_1", "point", {**_OSM, "fclass": ["bus_stop", "tram_stop", "railway_station"], "name": "Haltestelle #"}, 1500),
        layer("gis_osm_water_a_free_1", "polygon", {**_OSM, "fclass": ["water", "reservoir", "river"], "name": [None, "See"]}, 800, area=3000.0),
        layer("gis_osm_waterways_free_1", "line", {**_OSM, "fclass": ["stream", "drain", "river"], "width": [0, 2], "name": [None]}, 2500),
        layer("gis_osm_protected_areas_a_free_1", "polygon", {**_OSM, "fclass": ["nature_reserve", "national_park"], "name": "NSG #"}, 40, area=4e5),
        layer("districts", "polygon", {"id": "#", "name": "District #", "municipality": ["A", "B", "C"]}, 60, **TILES),
        raster("GHS_POP_E2020_GLOBE_R2023A_54009_100_V1_0", [value / 7 for value in range(0, 900)], cell=100.0),
        raster("dem_10m", [value / 3 for value in range(-9, 900)]),
        layer("old_planning_result", "polygon", {"name": "District #", "green_share": range(0, 90), "green_share_cov": [1.0], "score": range(0, 100), "rank": range(1, 60)}, 60, **TILES),
    ],
    {"gis_osm_buildings_a_free_1": "buildings", "gis_osm_landuse_a_free_1": "land_use", "gis_osm_natural_free_1": None, "gis_osm_places_free_1": None, "gis_osm_pofw_free_1": None, "gis_osm_pois_free_1": "services", "gis_osm_railways_free_1": None, "gis_osm_roads_free_1": "streets", "gis_osm_traffic_free_1": None, "gis_osm_transport_free_1": "transit", "gis_osm_water_a_free_1": "water", "gis_osm_waterways_free_1": None, "gis_osm_protected_areas_a_free_1": "protected", "districts": "areas", "GHS_POP_E2020_GLOBE_R2023A_54009_100_V1_0": "population", "dem_10m": None, "old_planning_result": None},
)

_QUICK = {"full_id": "w#", "osm_id": "#", "osm_type": ["way"]}
PROJECTS["quickosm"] = (
    [
        layer("building_Huddinge", "polygon", {**_QUICK, "building": ["yes", "house", "garage", "apartments", "school"], "building:levels": [None, "2", "4"], "addr:street": [None, "Gatan"], "name": [None, "Skola"], "amenity": [None, None, None, None, "school"]}, 12000, **HOUSES),
        layer("highway_Huddinge", "line", {**_QUICK, "highway": ["residential", "footway", "service", "cycleway", "path", "track", "steps"], "name": [None, "Storgatan"], "surface": ["asphalt", "gravel"], "oneway": [None, "yes"], "lit": ["yes"]}, 9000),
        layer("leisure_park_Huddinge", "polygon", {**_QUICK, "leisure": ["park", "playground", "garden", "pitch", "nature_reserve"], "name": [None, "Parken"]}, 300, area=7000.0),
        layer("landuse", "polygon", {**_QUICK, "landuse": ["residential", "forest", "industrial", "farmland", "grass", "commercial", "retail", "meadow"]}, 900, area=2e4),
        layer("natural_water", "polygon", {**_QUICK, "natural": ["water"], "water": ["lake", "pond", None], "name": [None, "Trehörningen"]}, 70, area=9e3),
        layer("amenity", "point", {**_QUICK, "amenity": ["restaurant", "school", "kindergarten", "pharmacy", "bench", "cafe", "library", "doctors"], "name": "Plats #"}, 800),
        layer("public_transport", "point", {**_QUICK, "public_transport": ["platform", "stop_position"], "highway": ["bus_stop", None], "name": "Hållplats #"}, 410),
        layer("railway", "line", {**_QUICK, "railway": ["rail", "subway"], "electrified": ["yes"]}, 60),
        layer("boundary_administrative", "polygon", {**_QUICK, "boundary": ["administrative"], "admin_level": ["4"], "name": ["Stockholms län"]}, 1, area=6e9),
        layer("Stadsdelsområden", "polygon", {"namn": "Stadsdel #", "nr": "#", "kommun": ["Huddinge", "Botkyrka"]}, 34, **TILES),
        layer("Befolkning", "point", {"adress": "Gata #", "antal": range(1, 60), "barn": range(0, 12)}, 8000),
        layer("contour", "line", {"ELEV": range(0, 100, 5)}, 2000),
        layer("trees", "point", {**_QUICK, "natural": ["tree"], "species": ["Tilia"]}, 4000),
        picture("OSM Standard", extent=None),
    ],
    {"building_Huddinge": "buildings", "highway_Huddinge": "streets", "leisure_park_Huddinge": "green", "landuse": "land_use", "natural_water": "water", "amenity": "services", "public_transport": "transit", "railway": None, "boundary_administrative": None, "Stadsdelsområden": "areas", "Befolkning": "population", "contour": None, "trees": None, "OSM Standard": None},
)

PROJECTS["finnish"] = (
    [
        layer("rakennus", "polygon", {"gid": "#", "kohdeluokka": [42211, 42212, 42221, 42231, 42261], "kayttotarkoitus": [1, 2, 3], "kerrosluku": [1, 2]}, 31000, **HOUSES),
        layer("tieviiva", "line", {"gid": "#", "kohdeluokka": [12122, 12131, 12141, 12312, 12314, 12316], "yksisuuntaisuus": [0, 1], "paallyste": [1, 2], "tasosijainti": [0], "nimi_suomi": ["Katu #"]}, 15000),
        layer("jarvi", "polygon", {"gid": "#", "kohdeluokka": [36200]}, 90, area=2e4),
        layer("meri", "polygon", {"gid": "#", "kohdeluokka": [36211]}, 3, area=9e6),
        layer("puisto", "polygon", {"gid": "#", "kohdeluokka": [32800, 32900]}, 400, area=6e3),
        layer("korkeuskayra", "line", {"kohdeluokka": [52100], "korkeusarvo": range(0, 100, 5)}, 5000),
        layer("paikannimi", "point", {"teksti": "Nimi #", "paikkatyyppi": [1]}, 800),
        layer("kiinteistorajat palstat", "polygon", {"kiinteistotunnus": "091-4-#", "tekstikartalla": "4:#"}, 9000, area=1500.0, touching=0.9),
        layer("Vaestotietoruudukko_2023", "polygon", {"INDEX": "#", "ASUKKAITA": range(5, 900), "ASVALJYYS": range(20, 70), "IKA0_9": range(0, 90)}, 3200, **CELLS),
        layer("tilastoalueet", "polygon", {"tilastoalue": "0#", "nimi": "Alue #", "kunta": ["091", "049"]}, 110, **TILES),
        layer("kunta1000k_2024", "polygon", {"kunta": "0#", "nimi": "Kunta #", "namn": "Kommun #"}, 26, area=3e8, touching=1.0),
        layer("maakunta1000k", "polygon", {"maakunta": ["01"], "nimi": ["Uusimaa"]}, 1, area=9e9),
        layer("HSL pysäkit", "point", {"LYHYTTUNNU": "H#", "NIMI1": "Pysäkki #", "VERKKO": [1, 2], "PYSAKKITYY": ["99"]}, 1900),
        layer("Melualueet tieliikenne Lden", "polygon", {"dB_low": [55, 60, 65], "dB_high": [60, 65, 70]}, 500, area=7e3),
        layer("luonnonsuojelualueet", "polygon", {"tunnus": "YSA#", "nimi": "Alue #", "perustpvm": ["2001"], "tyyppi": ["Yksityinen suojelualue"]}, 22, area=9e4),
        raster("clc2018_fi20m", [1, 2, 3, 4, 6, 11, 23, 24, 25, 40, 41], cell=20.0),
        layer("tyopaikat_ruutu", "polygon", {"xyind": "#", "tp_yht": range(1, 700)}, 1500, **CELLS),
        picture("Ilmakuva 2023"),
    ],
    {"rakennus": "buildings", "tieviiva": "streets", "jarvi": "water", "meri": "water", "puisto": "green", "korkeuskayra": None, "paikannimi": None, "kiinteistorajat palstat": None, "Vaestotietoruudukko_2023": "population", "tilastoalueet": "areas", "kunta1000k_2024": "municipalities", "maakunta1000k": None, "HSL pysäkit": "transit", "Melualueet tieliikenne Lden": "noise", "luonnonsuojelualueet": "protected", "clc2018_fi20m": "land_cover", "tyopaikat_ruutu": "jobs", "Ilmakuva 2023": None},
)

PROJECTS["norwegian"] = (
    [
        layer("grunnkretser_2024", "polygon", {"grunnkretsnummer": "0301#", "grunnkretsnavn": "Krets #", "kommunenummer": ["0301", "3024"]}, 600, **TILES),
        layer("befolkning_250m_2023", "polygon", {"SSBID0250M": "2#", "pop_tot": range(1, 400)}, 2600, **CELLS),
        layer("fkb_bygning_omrade", "polygon", {"objtype": ["Bygning"], "bygningsnummer": "#", "bygningstype": [111, 181, 311, 142], "bygningsstatus": ["TB"]}, 21000, **HOUSES),
        layer("N50_Arealdekke_omrade", "polygon", {"objtype": ["Skog", "ÅpentOmråde", "DyrketMark", "Innsjø", "Tettbebyggelse", "Havflate", "Myr", "Industriområde"]}, 4000, area=3e4, touching=0.95),
        layer("fkb_ar5_omrade", "polygon", {"artype": [11, 12, 21, 30, 50, 60, 81], "arskogbon": [13, 98], "artreslag": [31, 98]}, 6000, area=9e3, touching=0.95),
        layer("Elveg2_veglenke", "line", {"veglenkesekvensid": "#", "typeVeg": ["enkelBilveg", "gangOgSykkelveg", "rundkjøring", "fortau"], "vegkategori": ["K", "F", "P"], "gatenavn": "Gate #"}, 12000),
        layer("n50_hoydekurve_senterlinje", "line", {"hoyde": range(0, 500, 20)}, 3000),
        layer("matrikkel_teig", "polygon", {"matrikkelnummer": "1/#", "gardsnummer": [1, 2], "bruksnummer": range(1, 90)}, 9000, area=900.0, touching=0.9),
        layer("Holdeplasser", "point", {"nsr_id": "NSR:Quay:#", "navn": "Stopp #", "transportmode": ["bus", "tram"]}, 900),
        layer("naturvernområder", "polygon", {"naturvernId": "VV#", "navn": "Reservat #", "verneform": ["naturreservat", "landskapsvernområde"]}, 18, area=7e5),
        layer("Støysoner veg", "polygon", {"stoysonekategori": ["G", "R"], "lden": [55, 60, 65]}, 300, area=9e3),
        layer("fylker", "polygon", {"fylkesnummer": ["03"], "fylkesnavn": ["Oslo"]}, 2, area=4e9),
        layer("Kommuner", "polygon", {"kommunenummer": "30#", "kommunenavn": "Kommune #"}, 12, area=2e8, touching=1.0),
        layer("stedsnavn", "point", {"navneobjekttype": ["bydel", "elv"], "stedsnavn": "Navn #"}, 700),
        picture("Norge i bilder"),
    ],
    {"grunnkretser_2024": "areas", "befolkning_250m_2023": "population", "fkb_bygning_omrade": "buildings", "N50_Arealdekke_omrade": "land_use", "fkb_ar5_omrade": "land_use", "Elveg2_veglenke": "streets", "n50_hoydekurve_senterlinje": None, "matrikkel_teig": None, "Holdeplasser": "transit", "naturvernområder": "protected", "Støysoner veg": "noise", "fylker": None, "Kommuner": "municipalities", "stedsnavn": None, "Norge i bilder": None},
)

PROJECTS["danish"] = (
    [
        layer("bygning", "polygon", {"id_lokalid": "#", "bygningstype": ["Bygning", "Drivhus", "Tank/silo"], "målested": ["Tag"]}, 26000, **HOUSES),
        layer("BBR_bygninger", "point", {"byg021BygningensAnvendelse": [120, 910, 140], "byg026Opførelsesår": range(1890, 2020), "byg054AntalEtager": [1, 2]}, 9000),
        layer("vejmidte", "line", {"id_lokalid": "#", "vejkategori": ["Vej", "Sti"], "vejklasse": ["Lokalvej", "Gennemfartsvej", "Sti, diverse"], "vejmidtetype": ["Brudt"], "overflade": ["Befæstet"]}, 14000),
        layer("soe", "polygon", {"id_lokalid": "#", "sotype": ["Sø"], "salinitet": ["Fersk"]}, 300, area=2500.0),
        layer("skov", "polygon", {"id_lokalid": "#", "skovtype": ["Løvskov"]}, 700, area=9000.0),
        layer("DAGI kommuneinddeling", "polygon", {"kommunekode": "01#", "navn": "Kommune #", "regionskode": ["1084"]}, 10, area=7e7, touching=1.0),
        layer("sogneinddeling", "polygon", {"sognekode": "7#", "navn": "Sogn #"}, 80, **TILES),
        layer("kvadratnet_befolkning_100m", "polygon", {"ddkncelle100m": "100m_#", "antal_personer": range(1, 100)}, 3000, touching=0.9, area=1e4),
        layer("stoppesteder", "point", {"stop_id": "#", "stop_name": "Stop #"}, 700),
        layer("jordstykke", "polygon", {"ejerlavskode": [2000451], "matrikelnr": "7#", "BFEnummer": "#"}, 8000, area=900.0, touching=0.95),
        layer("højdekurver", "line", {"kote": range(0, 50)}, 3000),
        layer("Fredede områder", "polygon", {"frednings_nr": "0#", "navn": "Fredning #"}, 14, area=2e5),
        layer("Støj vej Lden", "polygon", {"isov1": [55, 60, 65, 70]}, 400, area=4e3),
        layer("adgangsadresse", "point", {"husnr": "1#", "postnummer": [2500]}, 9000),
    ],
    {"bygning": "buildings", "BBR_bygninger": None, "vejmidte": "streets", "soe": "water", "skov": "green", "DAGI kommuneinddeling": "municipalities", "sogneinddeling": "areas", "kvadratnet_befolkning_100m": "population", "stoppesteder": "transit", "jordstykke": None, "højdekurver": None, "Fredede områder": "protected", "Støj vej Lden": "noise", "adgangsadresse": None},
)

PROJECTS["german"] = (
    [
        layer("ax_gebaeude", "polygon", {"gml_id": "DE#", "gebaeudefunktion": [1000, 2000, 2463, 3000, 1010], "anzahlderoberirdischengeschosse": [None, 2, 3], "bauweise": [1100]}, 40000, **HOUSES),
        layer("Flurstück", "polygon", {"flstkennz": "110#", "gemarkung": ["Mitte"], "flur": ["1"], "tntxt": ["Wohnbaufläche", "Straßenverkehr"]}, 21000, area=800.0, touching=0.95),
        layer("Tatsächliche Nutzung", "polygon", {"oid": "DE#", "nutzart": ["Wohnbaufläche", "Straßenverkehr", "Wald", "Landwirtschaft", "Industrie- und Gewerbefläche", "Fließgewässer", "Sport-, Freizeit- und Erholungsfläche"], "bez": [None, "Grünland"]}, 9000, area=4e3, touching=0.95),
        layer("ver01_l", "line", {"objart_txt": ["AX_Strassenachse"], "wdm": ["1305", "1306"], "nam": "Straße #"}, 6000),
        layer("ver03_l", "line", {"objart_txt": ["AX_Bahnstrecke"]}, 200),
        layer("gew01_f", "polygon", {"objart_txt": ["AX_StehendesGewaesser", "AX_Fliessgewaesser"]}, 300, area=7e3),
        layer("Grünanlagenbestand", "polygon", {"kennzeich": "#", "objartname": ["Grünanlage", "Spielplatz"], "namenr": "Park #"}, 900, area=5e3),
        layer("Zensus2022_Bevoelkerungszahl_100m-Gitter", "polygon", {"GITTER_ID_100m": "CRS#", "x_mp_100m": range(4500000, 4600000, 100), "y_mp_100m": range(3200000, 3300000, 100), "Einwohner": range(3, 400)}, 6000, touching=0.8, area=1e4),
        layer("lor_plr", "polygon", {"PLR_ID": "0110#", "PLR_NAME": "Raum #", "BEZ": ["01", "02"], "FINHALT": range(100000, 900000)}, 448, **TILES),
        layer("vg250_gem", "polygon", {"AGS": "120#", "GEN": "Gemeinde #", "EWZ": range(500, 90000, 99)}, 40, area=6e7, touching=1.0),
        layer("vg250_krs", "polygon", {"AGS": "12#", "GEN": "Kreis #", "BEZ": ["Landkreis"]}, 6, area=2e9, touching=1.0),
        layer("Haltestellen", "point", {"stop_id": "de:#", "stop_name": "S+U #"}, 2000),
        layer("Lärmkarte Straße LDEN", "polygon", {"DB_LOW": [55, 60, 65, 70]}, 700, area=5e3),
        layer("Naturschutzgebiete", "polygon", {"nsg_nr": "#", "name": "NSG #"}, 25, area=3e5),
        layer("Höhenlinien", "line", {"hoehe": range(30, 90)}, 2000),
        layer("Schulen", "point", {"bsn": "01G#", "schulname": "Schule #", "schulart": ["Grundschule", "Gymnasium", "Integrierte Sekundarschule"]}, 600),
        raster("UA2018_TCD_010m", list(range(0, 101)), cell=10.0),
        picture("DOP20"),
    ],
    {"ax_gebaeude": "buildings", "Flurstück": None, "Tatsächliche Nutzung": "land_use", "ver01_l": "streets", "ver03_l": None, "gew01_f": "water", "Grünanlagenbestand": "green", "Zensus2022_Bevoelkerungszahl_100m-Gitter": "population", "lor_plr": "areas", "vg250_gem": "municipalities", "vg250_krs": None, "Haltestellen": "transit", "Lärmkarte Straße LDEN": "noise", "Naturschutzgebiete": "protected", "Höhenlinien": None, "Schulen": "services", "UA2018_TCD_010m": "canopy", "DOP20": None},
)

PROJECTS["european"] = (
    [
        layer("ES001L3_MADRID_UA2018_v013", "polygon", {"country": ["SE"], "fua_code": ["SE001L1"], "code_2018": ["11100", "11210", "12100", "12220", "14100", "23000", "31000", "50000"], "class_2018": ["Continuous urban fabric (S.L. : > 80%)", "Discontinuous dense urban fabric (S.L. : 50% -  80%)", "Industrial, commercial, public, military and private units", "Other roads and associated land", "Green urban areas", "Pastures", "Forests", "Water"], "Pop2018": range(0, 900)}, 9000, area=8e3, touching=0.95),
        layer("U2018_CLC2018_V2020", "polygon", {"Code_18": ["112", "121", "141", "211", "231", "311", "312", "512"], "Area_Ha": range(25, 900)}, 300, area=6e5, touching=0.9),
        raster("ESA_WorldCover_10m_2021_v200", [10, 20, 30, 40, 50, 60, 80, 90]),
        raster("CLMS_CLCplus_RASTER_2021_010m", [1, 2, 3, 4, 5, 6, 7, 9, 10]),
        raster("TCD_2018_010m", list(range(0, 101))),
        raster("swe_ppp_2020_constrained", [value / 9 for value in range(1, 800)], cell=92.0),
        layer("LAU_RG_01M_2023", "polygon", {"GISCO_ID": "SE_01#", "LAU_ID": "01#", "LAU_NAME": "Kommun #", "POP_2023": range(900, 90000, 99)}, 290, area=9e8, touching=1.0),
        layer("NUTS_RG_20M_2021", "polygon", {"NUTS_ID": "SE1#", "NUTS_NAME": "Region #", "LEVL_CODE": [3]}, 21, area=9e9, touching=1.0),
        raster("Copernicus_DSM_COG_10_N59", [value / 3 for value in range(-30, 600)], cell=30.0),
    ],
    {"ES001L3_MADRID_UA2018_v013": "land_use", "U2018_CLC2018_V2020": "land_use", "ESA_WorldCover_10m_2021_v200": "land_cover", "CLMS_CLCplus_RASTER_2021_010m": "land_cover", "TCD_2018_010m": "canopy", "swe_ppp_2020_constrained": "population", "LAU_RG_01M_2023": "municipalities", "NUTS_RG_20M_2021": None, "Copernicus_DSM_COG_10_N59": None},
)
