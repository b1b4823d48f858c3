"""Words that help to tell people's names from places and ordinary words, in the languages of the feedback.

Common given names, place and organisation words, and words that begin sentences; all in small letters. Written for this
project; the lists are short on purpose, because they only decide where the words around a name leave it open.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


GIVEN_NAMES = words(
    """
    aada aaro adam agnes agneta aila aino ajla albin alexander alexandra alfred ali alice alina alma alva amanda
    amelia amina amir amira anders andrea andreas andrew anette angela anita anja anna anna-lena ann ann-christin
    ann-marie anne anneli annette annika ann-britt ann-sofie anni ansgar anton antti anu ari arne arto arvid asta
    astrid atte august axel barbara barbro beata beate ben benjamin bengt benny berit bernd bernhard bertil bettina
    birgit birgitta birgitte birte bjarne bo bob bodil brian britt britta bror bruno børge camilla carina carl carin
    carl-johan carola caroline cecilia cecilie charles charlotte christer christian christina christine christoffer
    christoph claes clara claudia claus conny cornelia curt dag dagmar dan daniel daniela david dennis didrik dieter
    dirk doris eero egil eija eila einar eino elena eleonora eli elias elin elina elisa elisabet elisabeth elise
    elizabeth ella ellen elmeri elsa elvira emil emilia emily emma emmi erik erika erja erkki erling ernst esa esko
    espen esther eva evelina fatima felicia felix filip folke frank fredrik frida frieda friedrich fritz gabriel
    gabriele gerd gerda gerhard geir georg george gertrud gisela göran gösta grace greta gro gudrun gun gunilla
    gunnar gunvor gustaf gustav günter günther hampus hanna hannah hanne hannele hannes hannu hans harald harri
    harry hasan hassan heather hedda hedvig heidi heikki heike heinrich heinz helen helena helene helga helge helmi
    helmut henning henri henrik henry herbert hilda hilde hilma horst hugo hussein håkan ibrahim ida iida iiro ilkka
    ilona ilse inga inge ingeborg ingegerd ingemar inger ingo ingrid ingvar irene iris irma isabella isak ismail
    ivar jaakko jack jacob jakob jakub james jan jana jane janina janne jari jarkko jasmin jason jeanette jenni
    jennifer jenny jens jenny-ann jeppe jere jessica jesper jimmy joachim joakim johan johanna johannes john jon
    jonas jonathan jonna jorma josef josefin joseph josefine jouni juha juhani jukka julia julian julie jussi jutta
    jørgen jörg jürgen kaarina kai kaisa kaj kalle kari karin karina karl karl-heinz karolina karsten kate kathrin
    katja katri katrin kauko kay kenneth kent kerstin kerttu kevin khaled kim kirsi kirsten kirsti kjell klas klaus
    knud knut konrad kristian kristin kristina kristine kristoffer kurt kyllikki kåre käthe laila lars lars-erik
    lasse laura lauri lea leah leena leif lena lennart leo leon liam lilian lillemor lilly linda linnea linus lisa
    lisbeth lise liv lotta louise lovisa lucas lucy ludvig lukas maarit mads magdalena magnus maija maj maja malin
    manfred manuel marcus mareike maren margaret margareta margit margrethe mari maria marianne marie marika marina
    mario marit marita marjatta marja mark marko markku markus marlene marta martha martin martina mary mateo
    mathias mathilde mats matti mattias matthias maud max maximilian mehmet mette mia michael michaela mika mikael
    mikko mikkel milla minna mira miriam mohamed mohammad mohammed mona monica monika morten muhammad mustafa mårten
    nadia nancy natalie nathalie niels niklas niko nils nina nora odd ola olaf olav ole oliver olivia olle olof omar
    oscar oskar ossi osmo oskari otto outi paavo pasi patricia patrick patrik paul paula paulina pauline pekka pelle
    peder per per-erik per-olof per-åke pernilla pertti peter petra petri petter philip pia pirjo pirkko poul preben
    päivi raija raimo ralf ralph rasmus reijo reima reinhard renate richard rickard riikka riitta risto rita ritva
    robert robin roger roland rolf ronja rosa rosemarie rune ruth rut saara sabine saga saila sally salla sami
    samira samuel sandra sanna santeri sara sarah sari satu sebastian selma seppo signe sigrid silke siiri simon siv
    sofia sofie solveig sonja soren sophia sophie staffan stefan stella stephan stephanie steve steven stig stina
    sture sune susan susanne svein sven svetlana sylvia søren sören tage taina tanja tapani tapio tarja teemu teresa
    terje tero teuvo theo theodor therese thomas thorsten tiina tilda tim timo tina tobias tom tomas tomi tommi
    tommy toni tor tord tore torsten torbjörn torbjørn torgny trine trond tuija tuire tuomas tuula turid tuulikki
    tyra ulf ulla ulla-britt ulrich ulrik ulrika ulrike ursula uwe valtteri vanessa veera veikko vera veronica vesa
    viggo viktor viktoria vilhelm ville vilma vincent virpi walter waltraud werner wilhelm wilma wolfgang yngve
    yusuf yvonne zahra zainab zoe aisha ahmed alan barry bill carol claire dave diana donald ed eric fiona gary
    gemma graham hugh ian jacqueline jeff jim joan joanne joe keith karen lynn matt mike neil nick nigel pam pete
    priya rachel ray rebecca sam sharon sheila simone ted tracy wendy william zaynab ove börje gunnel ivan liisa
    minttu olga åke åsa åse øystein øyvind örjan östen
    """
)

PLACE_WORDS = words(
    """
    gata gatan gate gaten gade gaden gränd gränden väg vägen vei veien vej vejen allé allén alle esplanaden torg
    torget torv torvet plats platsen plass plassen plads pladsen park parken bro bron broen bru brua kaj kajen kai
    kaia hamn hamnen havn havnen strand stranden ström backe backen berg berget dal dalen bana banan kulle kullen
    stig stigen sti stien led leden cykelväg bostad bostäder hus huset gård gården kvarter kvarteret område området
    staden stad stads kommun kommunen kommune kommunens kommunes kunta kaupunki kaupungin region regionen län länet
    landsting fylke amt centrum centralen central centralstation centralstationen sentrum keskusta center centre
    zentrum city downtown town village station stationen stasjon bahnhof hauptbahnhof hållplats terminal terminalen
    resecentrum airport flygplats flyplass lufthavn flughafen metro tunnelbana tunnelbanan s-bahn u-bahn skola
    skolan skole skolen koulu school schule gymnasium gymnasiet förskola förskolan dagis universitet universitetet
    university universität college högskola sjukhus sjukhuset sykehus hospital krankenhaus vårdcentral bibliotek
    biblioteket library bibliothek kyrka kyrkan kirke kirken kirkko kirche church kathedrale domkyrka domkyrkan dom
    kyrkogård kyrkogården friedhof cemetery museum museet museo theater teater teatern arena arenan stadion hall
    hallen idrottsplats ip if bk bad badet badhus simhall pool köpcentrum galleria gallerian mall butik shop store
    hotell hotel restaurang café förening föreningen verein ab oy gmbh ltd inc as aps hf ev stiftung bank group
    sverige suomi finland norge danmark deutschland england britain schweiz österreich sweden norway denmark germany
    austria switzerland liechtenstein europa europe eu bar pub grill kiosk pizzeria design studio salong gym norra
    södra östra västra nordre søndre østre vestre nord syd sør øst vest öst väst norr söder öster väster north south
    east west northern southern eastern western süd ost nördlich südlich övre nedre yttre inre øvre ytre indre gamla
    nya stora lilla gamle nye lille stor vanha uusi iso pikku ylä ala alt alte alter alten neue neuer neuen neu groß
    große großen klein kleine kleinen ober obere unter untere old new great little upper lower high main sankt
    sankta sct st st. saint hohe hoher lange am im an der zum zur hög hoge street road avenue lane drive square
    gardens bridge hill green court close crescent way row walk grove terrace place river lake bay harbour harbor
    pier beach island islands forest wood woods field fields farm straße strasse gasse weg platz allee ring ufer
    brücke markt hof feld tal see fluss wald stadtpark rathaus stadthaus katu tie polku kuja aukio tori puisto silta
    ranta satama asema rautatieasema järvi joki mäki niemi saari stockholm stockholms göteborg malmö uppsala
    huddinge solna nacka botkyrka södertälje västerås örebro linköping norrköping lund helsingborg umeå luleå gävle
    borås jönköping kiruna kalmar växjö halmstad karlstad sundsvall helsinki helsingfors espoo esbo vantaa vanda
    turku åbo tampere tammerfors oulu uleåborg kuopio lahti jyväskylä vaasa oslo bergen trondheim stavanger tromsø
    kristiansand drammen fredrikstad københavn copenhagen århus aarhus odense aalborg esbjerg roskilde berlin
    hamburg münchen köln frankfurt stuttgart bremen leipzig dresden hannover nürnberg bonn essen dortmund düsseldorf
    wien graz zürich bern basel vaduz schaan london manchester birmingham leeds bristol liverpool york oxford
    cambridge edinburgh glasgow cardiff belfast dublin reykjavik reykjavík tallinn riga vilnius trafikverket
    trafikkontoret stadsbyggnadskontoret länsstyrelsen polisen miljökontoret skatteverket boverket vegvesen statens
    svenska norska danska finska national royal kungliga deutsche deutschen deutscher finnish swedish british ica
    coop willys lidl rema kiwi netto aldi rewe edeka burger king mcdonalds circle tesco thames sl vy dsb vr hsl bvg
    fabrik fabriken factory fabrikk butiken företaget firma grus betong asfalt bygg fastigheter entreprenad trafik
    buss taxi express energi service maxi supermarket brf pro recycling svensk norsk norske dansk danske tivoli
    council county borough district parish authority police department office committee board society association
    trust nämnden nämnd förvaltningen kontoret avdelningen gruppen partiet verket bolaget team nordic energy vatten
    water
    """
)

PLACE_ENDS = (
    "gata", "gatan", "gatans", "gate", "gaten", "gade", "gaden", "gränd", "gränden", "vägen", "vei", "veien", "vej",
    "vejen", "allé", "allén", "stigen", "stien", "leden", "backen", "torget", "torg", "torvet", "platsen", "plan",
    "plassen", "pladsen", "parken", "bron", "broen", "brua", "kajen", "hamnen", "havnen", "stranden", "viken",
    "kommun", "kommune", "kommunen", "skolan", "skolen", "skola", "skole", "kyrkan", "kirken", "kirche",
    "stationen", "centrum", "sentrum", "centret", "gården", "området", "staden", "huset", "hallen", "badet", "sjön",
    "skogen", "marken", "ängen", "udden", "holmen", "berget", "dalen", "straße", "strasse", "str.", "gasse", "gass",
    "weg", "platz", "allee", "brücke", "bahnhof", "schule", "markt", "zentrum", "viertel", "garten", "katu", "tie",
    "polku", "kuja", "aukio", "tori", "puisto", "silta", "ranta", "asema", "koulu", "kaupunki", "kunta", "mäki",
    "järvi", "street", "road", "school", "bridge", "föreningen", "förening", "foreningen", "forening", "förbundet",
    "klubben", "klubb", "laget", "verket", "nämnden", "kontoret", "bolaget", "ministeriet", "sällskapet", "polisen",
    "verein", "amt",
)  # fmt: skip

NOT_NAMES = words(
    """
    a an the en ett et ei den det de die der das dem ein eine einer eines einem einen i we you he she it they this
    that there here when where what why how and or but if so no not yes please thanks thank hello hi dear my our
    your his her jag vi du ni han hon man dom alla allt ingen inget detta denna dessa där här när var vad varför hur
    och eller men om så nej inte ja snälla tack hej bästa min mitt mina vår vårt våra er ert era på av från till med
    för utan vid jeg dere alle alt dette denne disse hvor når hva hvad hvorfor hvordan ikke nei takk tak hei kære
    kjære mit mine vores fra til for uten uden ved som da ich wir ihr sie es alles niemand dies diese dieser dieses
    dort hier wann wo was warum wie und oder aber wenn nicht nein bitte danke hallo liebe lieber sehr mein meine
    unser unsere euer eure auf von aus zu für ohne bei als auch minä me te hän se ne tämä tuo nämä siellä täällä kun
    missä mikä mitä miksi miten tai mutta jos kyllä kiitos moi olen on ovat sekä in at by of from to with without is
    are were will would can could may should also just then boende föräldrar föräldrarna förälder granne grannar
    grannarna medborgare cyklist cyklister pendlare hundägare pensionär pensionärer invånare trafikant besökare kund
    oroliga orolig trött irriterad anonym student elev barnen beboer beboere beboerne foreldrene forældrene styret
    styrelsen friends team family nöjd missnöjd glad ledsen nabo naboer naboene borger borgere forelder foreldre
    forældre pendler syklist anonymous resident residents neighbour neighbours neighbor neighbors citizen parent
    parents commuter cyclist concerned anwohner anwohnerin anwohnern nachbar nachbarn nachbarin bürger bürgerin
    bürgern eltern familien radfahrer pendlerin asukas asukkaat kuntalainen pyöräilijä naapuri naapurit vanhempi
    vanhemmat huolestunut gemeindepräsident gemeindepräsidentin gemeinderat gemeinderätin bürgermeister
    bürgermeisterin oberbürgermeister oberbürgermeisterin stadtrat stadträtin landrat präsident präsidentin doktor
    professor minister ministerin bundeskanzler kanzler ordförande ordförander borgmästare president chairman mayor
    monday tuesday wednesday thursday friday saturday sunday måndag tisdag onsdag torsdag fredag lördag söndag
    montag dienstag mittwoch donnerstag freitag samstag sonntag mandag tirsdag lørdag søndag january february march
    april june july august september october november december januari februari mars maj juni juli oktober januar
    februar märz mai bra dålig mycket fler mer mindre bort fel rätt förslag fråga synpunkt klagomål problem obs ps
    edit nb info great good bad more less very well nice done question suggestion complaint buss bus bussen tåg zug
    train bil bilar cykel cyklar auto autos fahrrad rad spår gleis linje linie line angst hilfe zeit platz lärm müll
    recht glück gott
    """
)

STREET_WORDS = words(
    """
    gata gatan gate gaten gade gränd väg vägen vei veien vej vejen allé plats platsen plass plads torg torget torv
    park parken backe stig trappor bro kyrka kirke kirche skola skole skolan museum konstmuseum arena hall straße
    strasse gasse weg platz allee ring ufer brücke schule street road avenue lane drive square school bridge place
    way church katu tie polku kuja aukio tori puisto silta koulu
    """
)

STREET_ENDS = (
    "gata", "gatan", "gate", "gaten", "gade", "gaden", "vägen", "veien", "vejen", "torget", "torvet", "platsen", "plassen",
    "pladsen", "parken", "skolan", "skolen", "kyrkan", "kirken", "kirche", "stationen", "centrum", "sentrum", "straße",
    "strasse", "gasse", "platz", "brücke", "bahnhof", "schule", "katu", "kuja", "koulu", "kommun", "kommune", "kommunen",
    "museum",
)  # fmt: skip

PLACE_SURNAMES = words(
    """
    berg lund strand ström dal backe park hill green wood woods king lake field fields forest bay bridge young lange
    west north groß klein neu alt old hall bach see wald markt hof hoge bro kai kaj mäki järvi niemi joki saari
    ranta puisto silta vatten waters grove burger nord york london bergen linde ring tal
    """
)
"""Place words that are surnames as well: where a person is spoken of they belong to the name."""
