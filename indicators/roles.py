"""The role layers: what each means, which geometry it takes and which fields it may map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

Text = Mapping[str, str]


@dataclass(frozen=True)
class RoleField:
    """A field of a role layer that indicators may read.

    Parameters
    ----------
    name : str
        Lower-case name inside Samplan (``"count"``).
    title : Text
        Label in both languages.
    numeric : bool
        True: read as float (text and NULL become NaN). False: read as text ('' for NULL).
    guesses : tuple of str
        Field names, lower case, taken by default when the layer has one.
    sparse : bool
        Most features have no value, as most streets are no bridge: that is no fault of the data.
    signed : bool
        Negative values have a meaning.
    """

    name: str
    title: Text
    numeric: bool = True
    guesses: tuple[str, ...] = ()
    sparse: bool = False
    signed: bool = False


@dataclass(frozen=True)
class Role:
    """A role layer.

    Parameters
    ----------
    id : str
        Lower-case id; the algorithm parameter is its upper case.
    title : Text
        Label in both languages.
    geometry : tuple of str
        Accepted geometry: ``"point"``, ``"line"``, ``"polygon"``, ``"raster"``.
    fields : tuple of RoleField
        Mappable fields.
    help : Text
        What belongs in the layer.
    classed : bool
        Its classes may be those of a land-cover scheme.
    raster_apart : bool
        A raster of counts may stand in place of features; it has a parameter of its own, ``<ROLE>_RASTER``.
    """

    id: str
    title: Text
    geometry: tuple[str, ...]
    fields: tuple[RoleField, ...]
    help: Text
    classed: bool = False
    raster_apart: bool = False


def _text(en: str, sv: str) -> Text:
    return {"en": en, "sv": sv}


_CLASS = ("samplan_class", "class", "fclass", "landuse", "land_use", "type", "klass", "typ")
_CODES = ("code_2021", "code_2018", "code_2012", "code_21", "code_18", "code_12", "clc_code", "nmd")
"""Fields with the codes of Urban Atlas, CORINE and the Swedish land cover."""
_YEAR = ("year", "ar", "built", "byggar")

ROLES: dict[str, Role] = {
    role.id: role
    for role in (
        Role(
            "population",
            _text("Population", "Befolkning"),
            ("point", "polygon", "raster"),
            (
                RoleField(
                    "count",
                    _text("Number of residents", "Antal invånare"),
                    guesses=("population", "residents", "pop", "invanare", "befolkning", "count", "antal", "totalt"),
                ),
                RoleField("children", _text("Number of children", "Antal barn"), guesses=("children", "barn")),
                RoleField(
                    "workers",
                    _text("Residents in work", "Förvärvsarbetande boende"),
                    guesses=("workers", "employed", "forvarvsarbetande", "sysselsatta"),
                ),
                RoleField(
                    "workage",
                    _text("Residents aged 20-64", "Invånare 20–64 år"),
                    guesses=("workage", "pop20_64", "aged20_64"),
                ),
                RoleField(
                    "income",
                    _text("Income (mean or median)", "Inkomst (medel eller median)"),
                    guesses=("income", "inkomst", "median_income"),
                ),
                RoleField(
                    "group",
                    _text("Residents in the group compared", "Invånare i jämförd grupp"),
                    guesses=("group", "grupp", "minority"),
                ),
                RoleField("rental", _text("Rental dwellings", "Hyresrätter"), guesses=("rental", "dw_hyresratt")),
                RoleField(
                    "cooperative",
                    _text("Tenant-owned dwellings", "Bostadsrätter"),
                    guesses=("cooperative", "dw_bostadsratt"),
                ),
                RoleField("owned", _text("Owned dwellings", "Äganderätter"), guesses=("owned", "dw_aganderatt")),
                RoleField(
                    "earlier",
                    _text("Residents in the earlier year", "Invånare tidigare år"),
                    guesses=("population_earlier", "pop_earlier", "earlier"),
                ),
            ),
            _text(
                "Residents as points or polygons (grid cells, statistical areas, dwellings) with a count, or a raster with "
                "the number of residents in each cell (GHSL, WorldPop).",
                "Invånare som punkter eller ytor (rutor, statistikområden, bostäder) med antal, eller raster med antalet "
                "invånare i varje cell (GHSL, WorldPop).",
            ),
            raster_apart=True,
        ),
        Role(
            "buildings",
            _text("Buildings", "Byggnader"),
            ("polygon",),
            (
                RoleField(
                    "floors",
                    _text("Number of floors", "Antal våningar"),
                    guesses=("floors_est", "floors", "levels", "vaningar", "building:levels", "antal_vaningar"),
                ),
                RoleField(
                    "floor_area",
                    _text("Gross floor area (m²)", "Bruttoarea, BTA (m²)"),
                    guesses=("floor_area", "gfa", "bta", "bruttoarea"),
                ),
                RoleField("use", _text("Use", "Användning"), False, ("use", "samplan_use", "building", "andamal")),
                RoleField(
                    "dwellings", _text("Number of dwellings", "Antal bostäder"), guesses=("dwellings", "bostader")
                ),
                RoleField("year", _text("Year built", "Byggår"), guesses=_YEAR),
                RoleField("price", _text("Price per m² floor area", "Pris per m²"), guesses=("price", "pris")),
                RoleField(
                    "cost",
                    _text("Building cost per m²", "Byggkostnad per m²"),
                    guesses=("cost", "kostnad", "byggkostnad"),
                ),
            ),
            _text("Building outlines.", "Byggnadernas konturer."),
        ),
        Role(
            "green",
            _text("Green areas", "Grönytor"),
            ("polygon",),
            (RoleField("class", _text("Class of green", "Typ av grönyta"), False, (*_CLASS, *_CODES)),),
            _text("Parks, woods, meadows and other green land.", "Parker, skog, ängar och annan grön mark."),
            classed=True,
        ),
        Role(
            "land_use",
            _text("Land use", "Markanvändning"),
            ("polygon",),
            (
                RoleField("class", _text("Class", "Klass"), False, (*_CLASS, *_CODES)),
                RoleField("year", _text("Year of the survey", "Karteringsår"), guesses=_YEAR),
            ),
            _text("Land use or surfaces with a class.", "Markanvändning eller ytor med klass."),
            classed=True,
        ),
        Role(
            "land_cover",
            _text("Land cover", "Marktäcke"),
            ("raster",),
            (),
            _text("Classes by cell.", "Klass per cell."),
            classed=True,
        ),
        Role(
            "canopy",
            _text("Tree canopy", "Krontäckning"),
            ("polygon", "raster"),
            (),
            _text(
                "Crowns as polygons, or a raster with the canopy share (0-1 or 0-100 %) of each cell.",
                "Kronor som ytor, eller raster med andel krontäckning (0–1 eller 0–100 %) per cell.",
            ),
        ),
        Role(
            "water", _text("Water", "Vatten"), ("polygon",), (), _text("Lakes, sea, rivers.", "Sjö, hav, vattendrag.")
        ),
        Role(
            "streets",
            _text("Streets", "Gator"),
            ("line",),
            (
                RoleField("class", _text("Class", "Klass"), False, ("class", "fclass", "highway", "vagklass")),
                RoleField("oneway", _text("One-way", "Enkelriktad"), False, ("oneway", "enkelriktad"), sparse=True),
                RoleField("bridge", _text("Bridge", "Bro"), False, ("bridge", "bro"), sparse=True),
                RoleField("tunnel", _text("Tunnel", "Tunnel"), False, ("tunnel",), sparse=True),
                RoleField(
                    "layer", _text("Level", "Nivå"), guesses=("layer", "niva", "level"), sparse=True, signed=True
                ),
                RoleField("width", _text("Width (m)", "Bredd (m)"), guesses=("width", "bredd"), sparse=True),
            ),
            _text("Street and path centre lines.", "Gators och stigars mittlinjer."),
        ),
        Role(
            "transit",
            _text("Public transport stops", "Hållplatser"),
            ("point",),
            (
                RoleField("mode", _text("Mode", "Trafikslag"), False, ("mode", "trafikslag", "route_type", "type")),
                RoleField("departures", _text("Departures per hour", "Avgångar per timme"), guesses=("departures",)),
            ),
            _text("Stops and stations.", "Hållplatser och stationer."),
        ),
        Role(
            "services",
            _text("Services", "Service"),
            ("point", "polygon"),
            (
                RoleField(
                    "class", _text("Class", "Klass"), False, ("samplan_class", "class", "fclass", "amenity", "type")
                ),
                RoleField(
                    "places", _text("Places (children)", "Platser (barn)"), guesses=("places", "platser"), sparse=True
                ),
                RoleField(
                    "yard",
                    _text("Yard for play (m²)", "Friyta (m²)"),
                    guesses=("yard", "friyta", "yard_m2"),
                    sparse=True,
                ),
            ),
            _text("Schools, shops, health care, playgrounds...", "Skolor, butiker, vård, lekplatser …"),
        ),
        Role(
            "noise",
            _text("Noise", "Buller"),
            ("polygon", "raster"),
            (RoleField("level", _text("Level (dBA)", "Nivå (dBA)"), guesses=("level", "db", "dba", "leq", "isov1")),),
            _text("Equivalent sound level.", "Ekvivalent ljudnivå."),
        ),
        Role(
            "jobs",
            _text("Jobs", "Arbetsplatser"),
            ("point", "polygon"),
            (
                RoleField(
                    "count", _text("Number of jobs", "Antal arbetstillfällen"), guesses=("jobs", "count", "antal")
                ),
            ),
            _text("Jobs by workplace.", "Arbetstillfällen per arbetsställe."),
        ),
        Role(
            "protected",
            _text("Protected nature", "Skyddad natur"),
            ("polygon",),
            (),
            _text("Reserves and other protected nature.", "Reservat och annan skyddad natur."),
        ),
        Role(
            "habitat",
            _text("Habitat patches", "Habitatytor"),
            ("polygon",),
            (
                RoleField("quality", _text("Quality (0-1)", "Kvalitet (0–1)"), guesses=("quality", "kvalitet")),
                RoleField("class", _text("Class (nest, flower...)", "Klass (bo, blom …)"), False, _CLASS),
            ),
            _text("Patches of the habitat studied.", "Ytor av det habitat som studeras."),
        ),
        Role(
            "feedback",
            _text("Citizen feedback", "Medborgarsynpunkter"),
            ("point",),
            (
                RoleField("category", _text("Category", "Kategori"), False, ("category", "kategori")),
                RoleField("votes", _text("Votes", "Röster"), guesses=("votes_up", "votes")),
            ),
            _text("Feedback points, as imported by Samplan.", "Synpunkter som punkter, som Samplan importerar dem."),
        ),
        Role(
            "municipalities",
            _text("Municipalities", "Kommuner"),
            ("polygon",),
            (RoleField("name", _text("Name", "Namn"), False, ("name", "namn", "kommunnamn", "knnamn")),),
            _text("Municipal borders, for the border switch.", "Kommungränser, för gränsväxeln."),
        ),
    )
}
