<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>Samplan</name>
        <message>
            <source>"baseline": the value that scores worst</source>
            <translation>"baseline": det värde som ger lägst poäng</translation>
        </message>
        <message>
            <source>"children" (a group) or "indicator" (a leaf)</source>
            <translation>"children" (en grupp) eller "indicator" (ett löv)</translation>
        </message>
        <message>
            <source>"high": the value at the upper end of the scale</source>
            <translation>"high": värdet vid skalans övre ände</translation>
        </message>
        <message>
            <source>"low": the value at the lower end of the scale</source>
            <translation>"low": värdet vid skalans nedre ände</translation>
        </message>
        <message>
            <source>"target": the value that scores best</source>
            <translation>"target": det värde som ger högst poäng</translation>
        </message>
        <message>
            <source>"{a}" and "{b}" are compared twice with different answers. Keep one of them.</source>
            <translation>"{a}" och "{b}" jämförs två gånger med olika svar. Behåll ett av dem.</translation>
        </message>
        <message>
            <source>"{a}" and "{b}" pull in opposite directions (correlation {r:.2f}): check their directions.</source>
            <translation>"{a}" och "{b}" drar åt olika håll (korrelation {r:.2f}): kontrollera deras riktningar.</translation>
        </message>
        <message>
            <source>"{a}" and "{b}" say nearly the same (correlation {r:.2f}): together they count twice.</source>
            <translation>"{a}" och "{b}" säger nästan samma sak (korrelation {r:.2f}): tillsammans räknas den dubbelt.</translation>
        </message>
        <message>
            <source>"{crs}" is no coordinate reference system. Write it like EPSG:3006.</source>
            <translation>”{crs}” är inget koordinatsystem. Skriv det som EPSG:3006.</translation>
        </message>
        <message>
            <source>"{date}" is no date. Write it like 2025-06-30.</source>
            <translation>"{date}" är inget datum. Skriv det som 2025-06-30.</translation>
        </message>
        <message>
            <source>"{first}" and "{second}" have no area in common. Choose the key field that names the same areas in both (for example {a} and {b}).</source>
            <translation>"{first}" och "{second}" har inget område gemensamt. Välj det nyckelfält som anger samma områden i båda (till exempel {a} och {b}).</translation>
        </message>
        <message>
            <source>"{first}" and "{second}" were scored on different yardsticks, so their difference would mean nothing. {reason} Score "{second}" again with the reference frame of "{first}".</source>
            <translation>"{first}" och "{second}" poängsattes med olika måttstockar, så deras skillnad skulle inte betyda något. {reason} Poängsätt "{second}" igen med referensramen för "{first}".</translation>
        </message>
        <message>
            <source>"{key}" is missing.</source>
            <translation>"{key}" saknas.</translation>
        </message>
        <message>
            <source>"{key}" is not used for this role.</source>
            <translation>”{key}” används inte för den här rollen.</translation>
        </message>
        <message>
            <source>"{key}" is {value}.</source>
            <translation>"{key}" är {value}.</translation>
        </message>
        <message>
            <source>"{layer}" is a temporary layer, which the assessment cannot find again: save it to a file and run this once more.</source>
            <translation>"{layer}" är ett tillfälligt lager som bedömningen inte kan hitta igen: spara det som fil och kör en gång till.</translation>
        </message>
        <message>
            <source>"{layer}": its classes are read as {scheme}, as chosen.</source>
            <translation>"{layer}": klasserna läses som {scheme}, enligt valet.</translation>
        </message>
        <message>
            <source>"{layer}": its classes are read as {scheme}: all {count} belong to it. They would mean the same in {others}.</source>
            <translation>"{layer}": klasserna läses som {scheme}: alla {count} hör dit. De skulle betyda samma sak i {others}.</translation>
        </message>
        <message>
            <source>"{layer}": its classes are read as {scheme}: all {count} codes belong to it, and to no other scheme.</source>
            <translation>"{layer}": klasserna läses som {scheme}: alla {count} koder hör dit, och inte till någon annan klassning.</translation>
        </message>
        <message>
            <source>"{layer}": its classes are read as {scheme}: so say its names, and all {count} codes belong to it.</source>
            <translation>"{layer}": klasserna läses som {scheme}: det säger namnen, och alla {count} koder hör dit.</translation>
        </message>
        <message>
            <source>"{layer}": its classes are read as {scheme}: {names} of {count} have its names.</source>
            <translation>"{layer}": klasserna läses som {scheme}: {names} av {count} har dess namn.</translation>
        </message>
        <message>
            <source>"{layer}": the classes {codes} of {scheme} are land of several kinds, counted as {classes}. Give them numbers of their own in the tables where you know better.</source>
            <translation>"{layer}": klasserna {codes} i {scheme} är mark av flera slag och räknas som {classes}. Ge dem egna tal i tabellerna om du vet bättre.</translation>
        </message>
        <message>
            <source>"{layer}": {codes} is no class of {scheme} but background, and counted as no data.</source>
            <translation>"{layer}": {codes} är ingen klass i {scheme} utan bakgrund, och räknas som saknade data.</translation>
        </message>
        <message>
            <source>"{low}" wants at least {minimum:g} and "{high}" at most {maximum:g} of {indicator}: both can never hold. Talk about this one first.</source>
            <translation>"{low}" vill ha minst {minimum:g} och "{high}" högst {maximum:g} av {indicator}: båda kan aldrig uppfyllas. Tala om det först.</translation>
        </message>
        <message>
            <source>"{name}" decides {effective:.0%} of the differences between areas, but its stated weight is {stated:.0%}.</source>
            <translation>"{name}" avgör {effective:.0%} av skillnaderna mellan områden, men dess angivna vikt är {stated:.0%}.</translation>
        </message>
        <message>
            <source>"{name}" has no score, because too much data is missing there.</source>
            <translation>"{name}" har ingen poäng, eftersom för mycket data saknas där.</translation>
        </message>
        <message>
            <source>"{name}" has that score already.</source>
            <translation>"{name}" har redan den poängen.</translation>
        </message>
        <message>
            <source>"{name}" has the same value ({value:g}) everywhere, so it cannot tell areas apart: all get the middle of the scale ({score:g}).</source>
            <translation>"{name}" har samma värde ({value:g}) överallt och kan därför inte skilja områden åt: alla får skalans mitt ({score:g}).</translation>
        </message>
        <message>
            <source>"{name}" has {count} bands and none was chosen: band {band} is read. Choose another one like this: {example}, or let the layer's style draw it alone.</source>
            <translation>"{name}" har {count} band och inget har valts: band {band} läses. Välj ett annat så här: {example}, eller låt lagrets stil rita bara det bandet.</translation>
        </message>
        <message>
            <source>"{name}" is a picture in red, green and blue: its numbers are colours, not measured values. Give the raster that the picture was made of, or choose the band that holds the values.</source>
            <translation>"{name}" är en bild i rött, grönt och blått: dess tal är färger, inte uppmätta värden. Ange rastret som bilden gjordes av, eller välj det band som har värdena.</translation>
        </message>
        <message>
            <source>"{name}" of {indicator} must be a number from {low} to {high}, not {value}.</source>
            <translation>"{name}" för {indicator} måste vara ett tal från {low} till {high}, inte {value}.</translation>
        </message>
        <message>
            <source>"{name}": in {count} areas the data cover less than {share} % of the area; these values count as missing.</source>
            <translation>"{name}": i {count} områden täcker data mindre än {share} % av området; de värdena räknas som saknade.</translation>
        </message>
        <message>
            <source>"{name}": {count} areas have a value but no data coverage in "{column}"; their values count. Make them NULL where the data do not cover the area.</source>
            <translation>"{name}": {count} områden har ett värde men ingen datatäckning i "{column}"; värdena räknas. Gör dem till NULL där data inte täcker området.</translation>
        </message>
        <message>
            <source>"{name}": {count} areas have no key and were left out.</source>
            <translation>"{name}": {count} områden har ingen nyckel och utelämnades.</translation>
        </message>
        <message>
            <source>"{name}": {count} areas have no number above 0 in "{column}" to divide by; they count as missing.</source>
            <translation>"{name}": {count} områden har inget tal över 0 i "{column}" att dividera med; de räknas som saknade.</translation>
        </message>
        <message>
            <source>"{name}": {count} areas lie beyond the reference frame, which reaches from {low:g} to {high:g}; their scores go from {least:.4g} to {most:.4g} and are not cut. Check that the unit is the frame's.</source>
            <translation>"{name}": {count} områden ligger utanför referensramen, som går från {low:g} till {high:g}; deras poäng går från {least:.4g} till {most:.4g} och kapas inte. Kontrollera att enheten är ramens.</translation>
        </message>
        <message>
            <source>"{name}": {count} keys stand more than once and were left out ({keys}).</source>
            <translation>"{name}": {count} nycklar står mer än en gång och utelämnades ({keys}).</translation>
        </message>
        <message>
            <source>"{name}": {count} missing values were filled in.</source>
            <translation>"{name}": {count} saknade värden fylldes i.</translation>
        </message>
        <message>
            <source>"{name}": {count} outlying values were treated ({method}).</source>
            <translation>"{name}": {count} extremvärden behandlades ({method}).</translation>
        </message>
        <message>
            <source>"{name}": {count} values are too low for the transform "{transform}" and count as missing.</source>
            <translation>"{name}": {count} värden är för låga för transformationen "{transform}" och räknas som saknade.</translation>
        </message>
        <message>
            <source>"{path}" is a web page, whatever its ending says. Open it in a spreadsheet and save it as .xlsx.</source>
            <translation>"{path}" är en webbsida, vad filändelsen än säger. Öppna den i ett kalkylprogram och spara den som .xlsx.</translation>
        </message>
        <message>
            <source>"{source}" cannot be opened as a layer of this kind. Check the source and its provider.</source>
            <translation>”{source}” kan inte öppnas som ett lager av det här slaget. Kontrollera källan och dess dataleverantör (provider).</translation>
        </message>
        <message>
            <source>"{source}" names none of the layers in the file. Write {example}. It has: {known}.</source>
            <translation>”{source}” anger inget av lagren i filen. Skriv {example}. Den innehåller: {known}.</translation>
        </message>
        <message>
            <source>"{text}" are no distances. Write metres separated by commas, such as 150,300,600.</source>
            <translation>"{text}" är inga avstånd. Skriv meter åtskilda med komma, till exempel 150,300,600.</translation>
        </message>
        <message>
            <source>"{text}" is no rule for a column. Write column=rule with commas between; the rules are {rules}, the columns {names}.</source>
            <translation>"{text}" är ingen regel för en kolumn. Skriv kolumn=regel med kommatecken emellan; reglerna är {rules}, kolumnerna {names}.</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Adress</translation>
        </message>
        <message>
            <source>&amp;Choose columns …</source>
            <translation>&amp;Välj kolumner …</translation>
        </message>
        <message>
            <source>&amp;From</source>
            <translation>&amp;Från</translation>
        </message>
        <message>
            <source>&amp;Group nearby points</source>
            <translation>&amp;Gruppera nära punkter</translation>
        </message>
        <message>
            <source>&amp;Import</source>
            <translation>H&amp;ämta</translation>
        </message>
        <message>
            <source>&amp;Keep until</source>
            <translation>B&amp;ehåll till</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Namn</translation>
        </message>
        <message>
            <source>&amp;Profile</source>
            <translation>&amp;Profil</translation>
        </message>
        <message>
            <source>&amp;Service</source>
            <translation>&amp;Tjänst</translation>
        </message>
        <message>
            <source>&amp;Test connection</source>
            <translation>Testa anslutnin&amp;gen</translation>
        </message>
        <message>
            <source>0 or a positive number</source>
            <translation>0 eller ett positivt tal</translation>
        </message>
        <message>
            <source>1</source>
            <translation>1</translation>
        </message>
        <message>
            <source>1 equal, 3 somewhat, 5 clearly, 7 strongly, 9 extremely more important.</source>
            <translation>1 lika, 3 något, 5 klart, 7 mycket, 9 oerhört mycket viktigare.</translation>
        </message>
        <message>
            <source>1 hot spot, -1 cold spot, 0 not significant</source>
            <translation>1 hetpunkt, -1 kallpunkt, 0 ej signifikant</translation>
        </message>
        <message>
            <source>5 or more is usual. 1 protects nobody.</source>
            <translation>5 eller mer är vanligt. 1 skyddar ingen.</translation>
        </message>
        <message>
            <source>90 % interval</source>
            <translation>90 %-intervall</translation>
        </message>
        <message>
            <source>A comma (1.234,5)</source>
            <translation>Kommatecken (1.234,5)</translation>
        </message>
        <message>
            <source>A document (.json), its text, or a result of Assess planning areas to make again.</source>
            <translation>Ett dokument (.json), dess text, eller ett resultat av Bedöm planområden som ska göras igen.</translation>
        </message>
        <message>
            <source>A layer, or a table without geometry.</source>
            <translation>Ett lager, eller en tabell utan geometri.</translation>
        </message>
        <message>
            <source>A minimum is missed</source>
            <translation>Ett minimikrav missas</translation>
        </message>
        <message>
            <source>A name or key, used in messages and to match results later.</source>
            <translation>Ett namn eller en nyckel, för meddelanden och för att matcha resultat senare.</translation>
        </message>
        <message>
            <source>A node is either a group with children or one indicator.</source>
            <translation>En nod är antingen en grupp med barn eller en indikator.</translation>
        </message>
        <message>
            <source>A point (1,234.5)</source>
            <translation>Punkt (1,234.5)</translation>
        </message>
        <message>
            <source>A quotation mark that begins a cell after line {line} is never closed. Close it, or save the table again from a spreadsheet.</source>
            <translation>Ett citattecken som inleder en cell efter rad {line} avslutas aldrig. Avsluta det, eller spara om tabellen från ett kalkylprogram.</translation>
        </message>
        <message>
            <source>A resistance is zero or below. Give every class a resistance above 0.</source>
            <translation>Ett motstånd är noll eller lägre. Ge varje klass ett motstånd över 0.</translation>
        </message>
        <message>
            <source>A row of units stands below the names of the columns: {text}</source>
            <translation>En rad med enheter står under kolumnnamnen: {text}</translation>
        </message>
        <message>
            <source>A speed is zero or below. Give every street class a speed above 0.</source>
            <translation>En hastighet är noll eller lägre. Ge varje gatuklass en hastighet över 0.</translation>
        </message>
        <message>
            <source>A spreadsheet holds {rows} rows and {columns} columns, and the table has more. Choose a file ending in .csv.</source>
            <translation>Ett kalkylblad rymmer {rows} rader och {columns} kolumner, och tabellen har fler. Välj en fil som slutar på .csv.</translation>
        </message>
        <message>
            <source>A table is written as .xlsx or .csv, not "{ending}". Choose such an ending.</source>
            <translation>En tabell skrivs som .xlsx eller .csv, inte "{ending}". Välj en sådan filändelse.</translation>
        </message>
        <message>
            <source>A {format} cuts field names to {count} characters, and Samplan will not know them again. Choose a GeoPackage to score, compare or report the result later.</source>
            <translation>{format} kortar fältnamn till {count} tecken, och Samplan känner inte igen dem sedan. Välj en GeoPackage för att senare kunna poängsätta, jämföra eller rapportera resultatet.</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Gäller</translation>
        </message>
        <message>
            <source>About the same</source>
            <translation>Ungefär lika</translation>
        </message>
        <message>
            <source>Above 0.10 the judgements contradict each other. Look again at {a} against {b}: {given} was given, {fitting} would fit the others.</source>
            <translation>Över 0,10 motsäger bedömningarna varandra. Se över {a} mot {b}: {given} angavs, {fitting} skulle passa de andra.</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>Åtkomst</translation>
        </message>
        <message>
            <source>Access and ecology are then measured twice: with neighbours, and with everything beyond the municipal border cut off (fields ending in _cut and _dep).</source>
            <translation>Tillgänglighet och ekologi mäts då två gånger: med grannar, och med allt utanför kommungränsen bortskuret (fält som slutar på _cut och _dep).</translation>
        </message>
        <message>
            <source>Access: secrets belong in an authentication configuration of QGIS, never in the address. Proxy and certificates are QGIS's own.</source>
            <translation>Åtkomst: hemligheter hör hemma i en autentiseringskonfiguration i QGIS, aldrig i adressen. Proxy och certifikat är QGIS egna.</translation>
        </message>
        <message>
            <source>Add "low" and "high" to "outliers", or normalise by goalposts.</source>
            <translation>Lägg till "low" och "high" i "outliers", eller normalisera med riktvärden.</translation>
        </message>
        <message>
            <source>Add a connection</source>
            <translation>Lägg till en anslutning</translation>
        </message>
        <message>
            <source>Add connection</source>
            <translation>Lägg till anslutning</translation>
        </message>
        <message>
            <source>Add the rows up</source>
            <translation>Lägg ihop raderna</translation>
        </message>
        <message>
            <source>Add {right}.</source>
            <translation>Lägg till {right}.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adress</translation>
        </message>
        <message>
            <source>Address: {address}</source>
            <translation>Adress: {address}</translation>
        </message>
        <message>
            <source>Again: the feedback database notes what was published from it (when, how, items in each cell; no texts). A later publication, with new or fewer items, another cell size or a filter, holds back what its difference from the earlier ones would single out. If those were never handed out, EARLIER=forget begins anew.</source>
            <translation>På nytt: synpunktsdatabasen noterar vad som har publicerats ur den (när, hur, antal synpunkter per ruta; inga texter). En senare publicering, med nya eller färre synpunkter, en annan rutstorlek eller ett filter, håller inne det som skillnaden mot de tidigare skulle röja. Har de aldrig lämnats ut börjar EARLIER=forget om från början.</translation>
        </message>
        <message>
            <source>Aggregates stored indicator scores anew with other weights, without measuring again.</source>
            <translation>Väger samman lagrade indikatorpoäng på nytt med andra vikter, utan att mäta igen.</translation>
        </message>
        <message>
            <source>Aggregation of all groups</source>
            <translation>Sammanvägning i alla grupper</translation>
        </message>
        <message>
            <source>Agreement of the parties</source>
            <translation>Parternas enighet</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alla</translation>
        </message>
        <message>
            <source>All others are compared with the first.</source>
            <translation>Alla andra jämförs med det första.</translation>
        </message>
        <message>
            <source>All streets</source>
            <translation>Alla gator</translation>
        </message>
        <message>
            <source>An entry for the same role is replaced.</source>
            <translation>En post för samma roll ersätts.</translation>
        </message>
        <message>
            <source>Another publication was made from {path} meanwhile, so that this one was not compared with it. Nothing was published. Run it again.</source>
            <translation>En annan publicering gjordes ur {path} under tiden, så att den här inte jämfördes med den. Inget publicerades. Kör igen.</translation>
        </message>
        <message>
            <source>Answer to a form</source>
            <translation>Formulärsvar</translation>
        </message>
        <message>
            <source>Answers in repeated groups ({groups}) are not imported; the option repeats brings them too.</source>
            <translation>Svar i upprepade grupper ({groups}) hämtas inte; alternativet repeats hämtar även dem.</translation>
        </message>
        <message>
            <source>Answers to (id)</source>
            <translation>Svarar på (id)</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Område</translation>
        </message>
        <message>
            <source>Area (ha)</source>
            <translation>Area (ha)</translation>
        </message>
        <message>
            <source>Areas</source>
            <translation>Områden</translation>
        </message>
        <message>
            <source>Areas scored again</source>
            <translation>Områden poängsatta igen</translation>
        </message>
        <message>
            <source>Areas that do well in "{name}" tend to have a lower overall score.</source>
            <translation>Områden som klarar sig bra i "{name}" tenderar att ha lägre samlad poäng.</translation>
        </message>
        <message>
            <source>Areas that miss it</source>
            <translation>Områden som missar det</translation>
        </message>
        <message>
            <source>Areas that miss only it</source>
            <translation>Områden som bara missar det</translation>
        </message>
        <message>
            <source>Areas where every minimum holds</source>
            <translation>Områden där alla minimikrav uppfylls</translation>
        </message>
        <message>
            <source>Areas with columns of a table of statistics, joined by code.</source>
            <translation>Områden med kolumner ur en statistiktabell, kopplade via kod.</translation>
        </message>
        <message>
            <source>Areas with each party's score</source>
            <translation>Områden med varje parts poäng</translation>
        </message>
        <message>
            <source>Areas with rank intervals</source>
            <translation>Områden med rangintervall</translation>
        </message>
        <message>
            <source>Areas with raw values</source>
            <translation>Områden med råvärden</translation>
        </message>
        <message>
            <source>Areas with satisfaction</source>
            <translation>Områden med tillfredsställelse</translation>
        </message>
        <message>
            <source>Areas with statistics</source>
            <translation>Områden med statistik</translation>
        </message>
        <message>
            <source>Areas without statistics</source>
            <translation>Områden utan statistik</translation>
        </message>
        <message>
            <source>Arithmetic mean (full compensation)</source>
            <translation>Aritmetiskt medel (full kompensation)</translation>
        </message>
        <message>
            <source>As each column shows</source>
            <translation>Som varje kolumn visar</translation>
        </message>
        <message>
            <source>As in the field that names an area; empty: all areas.</source>
            <translation>Som i fältet som namnger ett område; tomt: alla områden.</translation>
        </message>
        <message>
            <source>As the framework says</source>
            <translation>Som ramverket säger</translation>
        </message>
        <message>
            <source>As they are read, most items lie outside the extent that the service declares, and the other way round inside. Take the option “Swap the coordinates” (swap) away.</source>
            <translation>Som de läses ligger de flesta synpunkterna utanför den utbredning som tjänsten anger, men innanför med omvänd ordning. Ta bort alternativet ”Byt plats på koordinaterna” (swap).</translation>
        </message>
        <message>
            <source>Ask the source what there is to import</source>
            <translation>Fråga källan vad som finns att hämta</translation>
        </message>
        <message>
            <source>Asking {name}</source>
            <translation>Frågar {name}</translation>
        </message>
        <message>
            <source>Assess again: give a result of Assess planning areas (a layer, or its file) in place of a document; its lineage says what it was made of. What it does not tell stands in the log.</source>
            <translation>Bedöm igen: ange ett resultat av Bedöm planområden (ett lager eller dess fil) i stället för ett dokument; dess härkomst säger vad det är gjort av. Vad den inte berättar står i loggen.</translation>
        </message>
        <message>
            <source>Assess planning areas</source>
            <translation>Bedöm planområden</translation>
        </message>
        <message>
            <source>Assess planning areas …</source>
            <translation>Bedöm planområden …</translation>
        </message>
        <message>
            <source>Assessed areas</source>
            <translation>Bedömda områden</translation>
        </message>
        <message>
            <source>Assessment</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>Assessment (*.json)</source>
            <translation>Bedömning (*.json)</translation>
        </message>
        <message>
            <source>Assessment (empty: the project's own)</source>
            <translation>Bedömning (tomt: projektets egen)</translation>
        </message>
        <message>
            <source>Assessment of {name}</source>
            <translation>Bedömning av {name}</translation>
        </message>
        <message>
            <source>Assessment report</source>
            <translation>Bedömningsrapport</translation>
        </message>
        <message>
            <source>Assessment: the document's file (.json) or its text; empty, the one stored in the project. Paths in it are relative to its folder.</source>
            <translation>Bedömning: dokumentets fil (.json) eller dess text; tomt, det som är sparat i projektet. Sökvägar i det utgår från dess mapp.</translation>
        </message>
        <message>
            <source>Authentication configuration</source>
            <translation>Autentiseringskonfiguration</translation>
        </message>
        <message>
            <source>Bands of raster layers</source>
            <translation>Band i rasterlager</translation>
        </message>
        <message>
            <source>Bees ignore municipal borders. This measures how well habitat patches are connected for species of several dispersal distances, what every patch contributes, and what is lost when the links across the borders are cut.</source>
            <translation>Bin bryr sig inte om kommungränser. Detta mäter hur väl habitatytor hänger samman för arter med olika spridningsavstånd, vad varje yta bidrar med, och vad som går förlorat när förbindelserna över gränserna skärs av.</translation>
        </message>
        <message>
            <source>Believe a source that suddenly lost most of its items</source>
            <translation>Tro på en källa som plötsligt har förlorat de flesta synpunkterna</translation>
        </message>
        <message>
            <source>Beware: copies, exports and backups are yours to erase. An import of the same source brings the feedback back.</source>
            <translation>Tänk på: kopior, exporter och säkerhetskopior måste du själv radera. En ny hämtning från samma källa för tillbaka synpunkterna.</translation>
        </message>
        <message>
            <source>Beware: patches beyond the edge of the data are missing neighbours. Give habitat well beyond the municipalities in question.</source>
            <translation>Tänk på: ytor vid datas kant saknar grannar. Ange habitat långt utanför de kommuner det gäller.</translation>
        </message>
        <message>
            <source>Beware: people choose themselves whether to write. The numbers show where feedback is, not what residents think, and a rate in an area with few residents says little.</source>
            <translation>Tänk på: människor väljer själva om de skriver. Talen visar var synpunkterna finns, inte vad invånarna tycker, och en kvot i ett område med få invånare säger lite.</translation>
        </message>
        <message>
            <source>Beware: polygons are represented by a point inside, so the way to a large park ends in its middle; for entrances of green areas use the indicator Access to green. Slopes and crossings cost no time.</source>
            <translation>Tänk på: ytor representeras av en punkt inuti, så vägen till en stor park slutar mitt i den; för grönområdens entréer, använd indikatorn Tillgång till grönområde. Backar och korsningar kostar ingen tid.</translation>
        </message>
        <message>
            <source>Beware: with few items or fewer than 8 neighbours the p-values are rough. Try several cell sizes; a spot that vanishes was none. People choose themselves whether to write: a hot spot is where feedback gathers, not where most residents are unhappy.</source>
            <translation>Tänk på: med få synpunkter eller färre än 8 grannar är p-värdena grova. Prova flera rutstorlekar; en punkt som försvinner var ingen. Människor väljer själva om de skriver: en hetpunkt är där synpunkter samlas, inte där flest invånare är missnöjda.</translation>
        </message>
        <message>
            <source>Beware: {caveats}</source>
            <translation>Tänk på: {caveats}</translation>
        </message>
        <message>
            <source>Binding statement</source>
            <translation>Bindande utsaga</translation>
        </message>
        <message>
            <source>Borders: with municipalities the same again for facilities of the origin's own municipality only (fields ending in _cut); the streets of others may still be used.</source>
            <translation>Gränser: med kommuner görs samma sak om för målpunkter i startpunktens egen kommun (fält som slutar på _cut); de andras gator får fortfarande användas.</translation>
        </message>
        <message>
            <source>Brings citizens' feedback from a participation service into a GeoPackage.</source>
            <translation>Hämtar invånarnas synpunkter från en dialogtjänst till en GeoPackage.</translation>
        </message>
        <message>
            <source>Broken input: broken geometries are repaired for measuring and counted; areas without a usable polygon keep their row with NULL values. The input layers are never altered.</source>
            <translation>Trasiga indata: trasiga geometrier repareras för mätningen och räknas; områden utan användbar yta behåller sin rad med NULL-värden. Indatalagren ändras aldrig.</translation>
        </message>
        <message>
            <source>Build network</source>
            <translation>Bygg nätverk</translation>
        </message>
        <message>
            <source>Buildings as points with counts</source>
            <translation>Byggnader som punkter med antal</translation>
        </message>
        <message>
            <source>Builds the network that access along streets is measured on, and writes its edges and nodes, so that missing links and islands can be found before anything is measured.</source>
            <translation>Bygger det nät som tillgänglighet längs gator mäts på och skriver dess länkar och noder, så att saknade länkar och isolerade delar upptäcks innan något mäts.</translation>
        </message>
        <message>
            <source>Builds the walking or cycling network that access is measured on, to be checked by eye.</source>
            <translation>Bygger det gång- eller cykelnät som tillgängligheten mäts på, för granskning på kartan.</translation>
        </message>
        <message>
            <source>Bundled file for practice</source>
            <translation>Medföljande fil för övning</translation>
        </message>
        <message>
            <source>C&amp;ategories</source>
            <translation>Kate&amp;gorier</translation>
        </message>
        <message>
            <source>CRITIC: what varies most and repeats least</source>
            <translation>CRITIC: det som varierar mest och upprepar minst</translation>
        </message>
        <message>
            <source>CSV with the columns code and class (a class of Samplan's tables, such as forest); a column name is understood too. When given, it is used whatever scheme is chosen.</source>
            <translation>CSV med kolumnerna code och class (en klass i Samplans tabeller, till exempel forest); även en kolumn name förstås. När den anges används den vilken klassning som än är vald.</translation>
        </message>
        <message>
            <source>CSV: with a decimal comma the columns are separated by semicolons, as Swedish spreadsheets expect.</source>
            <translation>CSV: med decimalkomma skiljs kolumnerna åt av semikolon, som svenska kalkylprogram förväntar sig.</translation>
        </message>
        <message>
            <source>Came in a burst</source>
            <translation>Kom i en skur, många på en gång</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Avbrutet.</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was changed.</source>
            <translation>Avbrutet. Inget ändrades.</translation>
        </message>
        <message>
            <source>Cannot reach {place} ({reason}). Check the address, the connection and the proxy settings.</source>
            <translation>{place} går inte att nå ({reason}). Kontrollera adressen, uppkopplingen och proxyinställningarna.</translation>
        </message>
        <message>
            <source>Cannot write the database {path}. Check that the folder may be written to.</source>
            <translation>Databasen {path} kan inte skrivas. Kontrollera att det går att skriva i mappen.</translation>
        </message>
        <message>
            <source>Categories taken when none are listed, at most</source>
            <translation>Högst så många kategorier när inga anges</translation>
        </message>
        <message>
            <source>Categories to import</source>
            <translation>Kategorier att hämta</translation>
        </message>
        <message>
            <source>Categories, separated by semicolons</source>
            <translation>Kategorier, åtskilda med semikolon</translation>
        </message>
        <message>
            <source>Categories: list them, separated by semicolons, to have the same fields in every run; otherwise the most frequent ones of this layer are taken.</source>
            <translation>Kategorier: räkna upp dem, åtskilda med semikolon, för att få samma fält i varje körning; annars tas lagrets vanligaste.</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Cell size (m)</source>
            <translation>Rutstorlek (m)</translation>
        </message>
        <message>
            <source>Cells in cold spots</source>
            <translation>Rutor i kallpunkter</translation>
        </message>
        <message>
            <source>Cells in hot spots</source>
            <translation>Rutor i hetpunkter</translation>
        </message>
        <message>
            <source>Cells of "{name}" above {loudest} or below {faintest} dBA are codes, and count as no data.</source>
            <translation>Celler i "{name}" över {loudest} eller under {faintest} dBA är koder och räknas som saknade data.</translation>
        </message>
        <message>
            <source>Cells of {size} m make more than {most} cells here. Choose larger cells or a smaller study area; without a study area, look for items far away.</source>
            <translation>Rutor om {size} m blir fler än {most} här. Välj större rutor eller ett mindre undersökningsområde; utan undersökningsområde, leta efter synpunkter långt bort.</translation>
        </message>
        <message>
            <source>Cells studied</source>
            <translation>Undersökta rutor</translation>
        </message>
        <message>
            <source>Cells to publish</source>
            <translation>Rutor att publicera</translation>
        </message>
        <message>
            <source>Cells with fewer</source>
            <translation>Rutor med färre</translation>
        </message>
        <message>
            <source>Cells within the distance</source>
            <translation>Rutor inom avståndet</translation>
        </message>
        <message>
            <source>Chance of being among the best {count}</source>
            <translation>Chans att vara bland de {count} bästa</translation>
        </message>
        <message>
            <source>Changed (UTC)</source>
            <translation>Ändrad (UTC)</translation>
        </message>
        <message>
            <source>Changed items</source>
            <translation>Ändrade synpunkter</translation>
        </message>
        <message>
            <source>Check data</source>
            <translation>Kontrollera data</translation>
        </message>
        <message>
            <source>Check framework</source>
            <translation>Kontrollera ramverk</translation>
        </message>
        <message>
            <source>Checked: coordinate reference systems and their units, broken, empty and missing geometries, NULL and constant columns, text in number fields, repeated names, features there twice and overlaps that count double, areas too small for the raster cells, how rasters are read (bands, scale, masks, no data, unit) and which of their values cannot be, the share of the areas that the layers cover, outdated sources in the data register, which indicators can be measured and what the others lack, and how long measuring will take.</source>
            <translation>Kontrolleras: koordinatreferenssystem och deras enheter, trasiga, tomma och saknade geometrier, kolumner med NULL eller samma värde överallt, text i talfält, namn som upprepas, objekt som finns två gånger och överlapp som räknas dubbelt, områden som är för små för rastrets celler, hur raster läses (band, skala, masker, saknade data, enhet) och vilka av deras värden som inte kan stämma, hur stor del av områdena som lagren täcker, föråldrade källor i dataregistret, vilka indikatorer som kan mätas och vad de andra saknar, och hur lång tid mätningen tar.</translation>
        </message>
        <message>
            <source>Choose Plugins, Samplan, Assess planning areas. Give a polygon layer with your areas and the layers you have (streets, green areas, population …). The result is a styled layer with indicators, scores, coverage and rank. All tools are in the Processing toolbox under Samplan, so they work in models, in batch and with qgis_process.</source>
            <translation>Välj Plugin, Samplan, Bedöm planområden. Ange ett polygonlager med dina områden och de lager du har (gator, grönområden, befolkning …). Resultatet blir ett färdigt utformat lager med indikatorer, poäng, täckning och rang. Alla verktyg finns i verktygslådan för geobearbetning under Samplan, så de fungerar i modeller, i batch och med qgis_process.</translation>
        </message>
        <message>
            <source>Choose a file</source>
            <translation>Välj en fil</translation>
        </message>
        <message>
            <source>Choose an item in the list, or press “Read on the map” and click a point.</source>
            <translation>Välj en synpunkt i listan, eller tryck på ”Läs på kartan” och klicka på en punkt.</translation>
        </message>
        <message>
            <source>Choose at least one field with counts.</source>
            <translation>Välj minst ett fält med antal.</translation>
        </message>
        <message>
            <source>Choose at least two scored layers to compare.</source>
            <translation>Välj minst två poängsatta lager att jämföra.</translation>
        </message>
        <message>
            <source>Choose the fields with the first name, the second name and the number.</source>
            <translation>Välj fälten med det första namnet, det andra namnet och talet.</translation>
        </message>
        <message>
            <source>Choose what to import: press the round arrow to ask the source, then pick one.</source>
            <translation>Välj vad som ska hämtas: tryck på den runda pilen för att fråga källan och välj sedan i listan.</translation>
        </message>
        <message>
            <source>Choose what to import: {connector} needs a consultation (project, form or collection).</source>
            <translation>Välj vad som ska hämtas: {connector} behöver ett samråd (projekt, formulär eller samling).</translation>
        </message>
        <message>
            <source>Choose where to save the feedback (a GeoPackage file).</source>
            <translation>Välj var synpunkterna ska sparas (en GeoPackage-fil).</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>Välj …</translation>
        </message>
        <message>
            <source>Citizens' feedback</source>
            <translation>Invånarnas synpunkter</translation>
        </message>
        <message>
            <source>Citizens' feedback. These are personal data: do not publish the layer as it is.</source>
            <translation>Invånarnas synpunkter. Detta är personuppgifter: publicera inte lagret som det är.</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klass</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Rensa filtren</translation>
        </message>
        <message>
            <source>Click a point or a group on the map to read it.</source>
            <translation>Klicka på en punkt eller en grupp i kartan för att läsa.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>Close the preview</source>
            <translation>Stäng förhandsvisningen</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kod</translation>
        </message>
        <message>
            <source>Codes keep their leading zeros. Codes such as 180 for 0180, or "0180 Stockholm", are matched, with a warning, where each can mean one area only.</source>
            <translation>Koder behåller sina inledande nollor. Koder som 180 i stället för 0180, eller "0180 Stockholm", paras ihop, med en varning, där var och en bara kan avse ett område.</translation>
        </message>
        <message>
            <source>Codes that stand in several rows of the table</source>
            <translation>Koder som står på flera rader i tabellen</translation>
        </message>
        <message>
            <source>Cold spot</source>
            <translation>Kallpunkt</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Kolumn</translation>
        </message>
        <message>
            <source>Column with the code</source>
            <translation>Kolumn med koden</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Kolumner</translation>
        </message>
        <message>
            <source>Columns of the file</source>
            <translation>Filens kolumner</translation>
        </message>
        <message>
            <source>Columns to join</source>
            <translation>Kolumner att koppla</translation>
        </message>
        <message>
            <source>Columns with usual names are recognised. Choose others where the file calls them otherwise.</source>
            <translation>Kolumner med vanliga namn känns igen. Välj andra där filen kallar dem något annat.</translation>
        </message>
        <message>
            <source>Columns without a meaning were left out ({columns}). The option columns can give them one.</source>
            <translation>Kolumner utan betydelse utelämnades ({columns}). Alternativet columns kan ge dem en.</translation>
        </message>
        <message>
            <source>Columns without a name of their own are called: {text}</source>
            <translation>Kolumner utan eget namn kallas: {text}</translation>
        </message>
        <message>
            <source>Columns: those of a file or an OGC API collection are recognised by their names. For others, the option columns says role=column, separated by semicolons, or is a JSON object. Roles: {roles}.</source>
            <translation>Kolumner: kolumner i en fil eller en OGC API-samling känns igen på sina namn. För andra anger alternativet columns roll=kolumn, åtskilda med semikolon, eller ett JSON-objekt. Roller: {roles}.</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>Compare scenarios</source>
            <translation>Jämför scenarier</translation>
        </message>
        <message>
            <source>Compared with {count} earlier publications from this feedback database, the last one of {date}: what together with them would single out fewer than {k} was held back or made coarser ({away} items held back).</source>
            <translation>Jämförd med {count} tidigare publiceringar ur den här synpunktsdatabasen, den senaste {date}: det som tillsammans med dem skulle peka ut färre än {k} hölls inne eller gjordes grövre ({away} synpunkter hölls inne).</translation>
        </message>
        <message>
            <source>Compares two or more scored layers (plans, years) with the first of them, area by area.</source>
            <translation>Jämför två eller flera poängsatta lager (planer, år) med det första, område för område.</translation>
        </message>
        <message>
            <source>Comparisons, when there is no table</source>
            <translation>Jämförelser, när det inte finns någon tabell</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>Fullständig</translation>
        </message>
        <message>
            <source>Computes entropy, CRITIC or equal weights from the values themselves.</source>
            <translation>Beräknar entropi-, CRITIC- eller lika vikter ur värdena själva.</translation>
        </message>
        <message>
            <source>Computes weights from pairwise comparisons by the analytic hierarchy process (principal eigenvector, Saaty 1980), for one person or a group, and tells how consistent the judgements are.</source>
            <translation>Beräknar vikter ur parvisa jämförelser med analytisk hierarkiprocess (principal egenvektor, Saaty 1980), för en person eller en grupp, och visar hur konsekventa bedömningarna är.</translation>
        </message>
        <message>
            <source>Computes weights from the data: indicators that tell areas apart weigh more. A second opinion beside weights that people have chosen, never a substitute for them.</source>
            <translation>Beräknar vikter ur data: indikatorer som skiljer områdena åt väger mer. En andra åsikt vid sidan av vikter som människor valt, aldrig en ersättning för dem.</translation>
        </message>
        <message>
            <source>Connectivity by municipality</source>
            <translation>Konnektivitet per kommun</translation>
        </message>
        <message>
            <source>Connectivity of {name}</source>
            <translation>Konnektivitet för {name}</translation>
        </message>
        <message>
            <source>Consistency ratio</source>
            <translation>Konsekvenskvot</translation>
        </message>
        <message>
            <source>Consistency: the ratio should be at most 0.10; above it the log names the judgement that fits least.</source>
            <translation>Konsekvens: kvoten bör vara högst 0,10; över det namnger loggen den bedömning som passar sämst.</translation>
        </message>
        <message>
            <source>Consultatio&amp;n, service or collection</source>
            <translation>Samråd, tjänst eller samli&amp;ng</translation>
        </message>
        <message>
            <source>Consultation, project, form or collection (id)</source>
            <translation>Samråd, projekt, formulär eller samling (id)</translation>
        </message>
        <message>
            <source>Content: the map as the layer is styled, the ranking with pillars, coverage and, after Robustness, rank intervals; the first two pillars against each other as a bubble chart; every indicator with unit, goalposts, weight and source; the data with their vintage; and the full lineage.</source>
            <translation>Innehåll: kartan som lagret är stilsatt, rangordningen med pelare, täckning och, efter En rangordnings robusthet, rangintervall; de två första pelarna mot varandra i ett bubbeldiagram; varje indikator med enhet, riktvärden, vikt och källa; data med aktualitet; samt hela härkomsten.</translation>
        </message>
        <message>
            <source>Contract-tested against recorded or simulated answers, not yet on a real server</source>
            <translation>Kontraktstestad mot inspelade eller simulerade svar, ännu inte mot en riktig server</translation>
        </message>
        <message>
            <source>Contribution</source>
            <translation>Bidrag</translation>
        </message>
        <message>
            <source>Controller</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>Controller: who answers for the personal data</source>
            <translation>Personuppgiftsansvarig: vem som ansvarar för personuppgifterna</translation>
        </message>
        <message>
            <source>Controller: {controller}</source>
            <translation>Personuppgiftsansvarig: {controller}</translation>
        </message>
        <message>
            <source>Coordinate system of the grid</source>
            <translation>Rutnätets koordinatsystem</translation>
        </message>
        <message>
            <source>Correct or delete it.</source>
            <translation>Rätta eller ta bort det.</translation>
        </message>
        <message>
            <source>Cost per metre; empty: straight lines from edge to edge.</source>
            <translation>Kostnad per meter; tomt: raka linjer från kant till kant.</translation>
        </message>
        <message>
            <source>Count answers where the item they answer stands</source>
            <translation>Räkna svar där synpunkten de besvarar ligger</translation>
        </message>
        <message>
            <source>Counting repeats and bursts</source>
            <translation>Räknar upprepningar och skurar</translation>
        </message>
        <message>
            <source>Counts feedback in planning areas, per 1,000 residents, by category, status and period.</source>
            <translation>Räknar synpunkter i planområden, per 1 000 invånare, efter kategori, status och period.</translation>
        </message>
        <message>
            <source>Counts of larger zones moved to planning areas; totals are kept.</source>
            <translation>Antal från större statistikområden fördelade till planområden; summorna är i behåll.</translation>
        </message>
        <message>
            <source>Counts transferred to {name}</source>
            <translation>Antal fördelade till {name}</translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation>Täckning</translation>
        </message>
        <message>
            <source>Coverage (0–1)</source>
            <translation>Täckning (0–1)</translation>
        </message>
        <message>
            <source>Created, or updated when it exists: choosing an existing file erases nothing.</source>
            <translation>Skapas, eller uppdateras om den finns: att välja en befintlig fil raderar inget.</translation>
        </message>
        <message>
            <source>Current map extent</source>
            <translation>Kartans nuvarande utsnitt</translation>
        </message>
        <message>
            <source>Cycling</source>
            <translation>Cykel</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Data extent</source>
            <translation>Datas utbredning</translation>
        </message>
        <message>
            <source>Data needed: {data}.</source>
            <translation>Data som behövs: {data}.</translation>
        </message>
        <message>
            <source>Data protection</source>
            <translation>Dataskydd</translation>
        </message>
        <message>
            <source>Data register</source>
            <translation>Dataregister</translation>
        </message>
        <message>
            <source>Data register (GeoPackage, made when needed)</source>
            <translation>Dataregister (GeoPackage, skapas vid behov)</translation>
        </message>
        <message>
            <source>Database: created when it does not exist; an existing one is extended, never replaced. It holds the layer feedback, the table feedback_unlocated (items without a position) and a log of every run.</source>
            <translation>Databas: skapas om den inte finns; en befintlig utökas och ersätts aldrig. Den innehåller lagret feedback, tabellen feedback_unlocated (synpunkter utan läge) och en logg över varje körning.</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Date of the last change</source>
            <translation>Senast ändrad</translation>
        </message>
        <message>
            <source>Date the data describe (2025-06-30)</source>
            <translation>Datum som data beskriver (2025-06-30)</translation>
        </message>
        <message>
            <source>Dates in the column {column} are read as month/day/year.</source>
            <translation>Datum i kolumnen {column} läses som månad/dag/år.</translation>
        </message>
        <message>
            <source>Dates in the column {column} could be day/month/year or month/day/year; they are read as day/month/year. If that is wrong, set the option date_format to mdy.</source>
            <translation>Datum i kolumnen {column} kan vara dag/månad/år eller månad/dag/år; de läses som dag/månad/år. Om det är fel, sätt alternativet date_format till mdy.</translation>
        </message>
        <message>
            <source>Day that ages are counted to</source>
            <translation>Dag som åldern räknas till</translation>
        </message>
        <message>
            <source>Dead end</source>
            <translation>Återvändsände</translation>
        </message>
        <message>
            <source>Decide until when the feedback is kept (retention date).</source>
            <translation>Bestäm hur länge synpunkterna behålls (gallringsdatum).</translation>
        </message>
        <message>
            <source>Decimal comma (CSV)</source>
            <translation>Decimalkomma (CSV)</translation>
        </message>
        <message>
            <source>Decimals follow</source>
            <translation>Decimaler föregås av</translation>
        </message>
        <message>
            <source>Delete it.</source>
            <translation>Ta bort det.</translation>
        </message>
        <message>
            <source>Denmark (UTM zone 32)</source>
            <translation>Danmark (UTM zon 32)</translation>
        </message>
        <message>
            <source>Depends on neighbours (%)</source>
            <translation>Beroende av grannar (%)</translation>
        </message>
        <message>
            <source>Dialect of the service: {profiles}.</source>
            <translation>Tjänstens dialekt: {profiles}.</translation>
        </message>
        <message>
            <source>Differences</source>
            <translation>Skillnader</translation>
        </message>
        <message>
            <source>Differences from {name}</source>
            <translation>Skillnader mot {name}</translation>
        </message>
        <message>
            <source>Differences, winners and losers between scored layers of the same frame.</source>
            <translation>Skillnader, vinnare och förlorare mellan poängsatta lager med samma referensram.</translation>
        </message>
        <message>
            <source>Direction "band" does not go with the normalisation "{method}".</source>
            <translation>Riktningen "band" går inte ihop med normaliseringen "{method}".</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>Dismiss the message</source>
            <translation>Stäng meddelandet</translation>
        </message>
        <message>
            <source>Distance (m)</source>
            <translation>Avstånd (m)</translation>
        </message>
        <message>
            <source>Distance: flowers at the distance d weigh exp(−d / α), cut at 5 α; near the edge of the raster the mean is of the cells there are.</source>
            <translation>Avstånd: blommor på avståndet d väger exp(−d / α), avskuret vid 5 α; nära rastrets kant tas medelvärdet av de celler som finns.</translation>
        </message>
        <message>
            <source>Distances and tables other than the defaults, such as {example}</source>
            <translation>Avstånd och tabeller som avviker från de förvalda, till exempel {example}</translation>
        </message>
        <message>
            <source>Documentation and questions: {link}</source>
            <translation>Dokumentation och frågor: {link}</translation>
        </message>
        <message>
            <source>Done: the map shows the feedback as the source has it now.</source>
            <translation>Klart: kartan visar synpunkterna som de nu finns hos källan.</translation>
        </message>
        <message>
            <source>Draft: goalposts are the range of the data in round numbers, every indicator counts the same and more is better. Set directions, goalposts with their sources, and weights before you use it; Check framework tells whether the file is sound.</source>
            <translation>Utkast: riktvärdena är datas spännvidd i runda tal, varje indikator räknas lika och mer är bättre. Ange riktningar, riktvärden med källor och vikter innan du använder det; Kontrollera ramverk visar om filen är felfri.</translation>
        </message>
        <message>
            <source>Drafts a framework file from the numeric fields of a layer.</source>
            <translation>Gör ett utkast till ramverksfil av ett lagers numeriska fält.</translation>
        </message>
        <message>
            <source>Drafts a framework with one indicator per numeric field of a layer: a start to be edited, not a finished one.</source>
            <translation>Gör ett utkast till ramverk med en indikator per numeriskt fält i ett lager: en början att redigera, inte något färdigt.</translation>
        </message>
        <message>
            <source>Drawn before (1 yes, 0 no)</source>
            <translation>Redan ritad (1 ja, 0 nej)</translation>
        </message>
        <message>
            <source>Draws</source>
            <translation>Dragningar</translation>
        </message>
        <message>
            <source>Draws won against the next area</source>
            <translation>Dragningar vunna mot nästa område</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Tidsåtgång</translation>
        </message>
        <message>
            <source>Each circle is an area; hold the pointer over it for its name. Colour: overall score.</source>
            <translation>Varje cirkel är ett område; håll pekaren över den för namnet. Färg: samlad poäng.</translation>
        </message>
        <message>
            <source>Each indicator is explained in its own algorithm of the same name. On the command line: their names, separated by commas.</source>
            <translation>Varje indikator förklaras i sin egen algoritm med samma namn. På kommandoraden: deras namn, åtskilda med komma.</translation>
        </message>
        <message>
            <source>Each of {cells} cells would have about {around} neighbours, which takes too long. Choose larger cells or a shorter distance.</source>
            <translation>Var och en av {cells} rutor skulle få omkring {around} grannar, vilket tar för lång tid. Välj större rutor eller ett kortare avstånd.</translation>
        </message>
        <message>
            <source>Each party states a minimum and a goal for the indicators that matter to it. The result tells how satisfied each party is with each area or alternative, where every minimum holds, and what stands in the way.</source>
            <translation>Varje part anger ett minimum och ett mål för de indikatorer som betyder något för den. Resultatet visar hur nöjd varje part är med varje område eller alternativ, var alla minimikrav uppfylls och vad som står i vägen.</translation>
        </message>
        <message>
            <source>Earlier publications from the feedback database</source>
            <translation>Tidigare publiceringar ur synpunktsdatabasen</translation>
        </message>
        <message>
            <source>East (metres)</source>
            <translation>Öst (meter)</translation>
        </message>
        <message>
            <source>Ecological</source>
            <translation>Ekologisk</translation>
        </message>
        <message>
            <source>Economic</source>
            <translation>Ekonomisk</translation>
        </message>
        <message>
            <source>Edge</source>
            <translation>Länk</translation>
        </message>
        <message>
            <source>Edges</source>
            <translation>Länkar</translation>
        </message>
        <message>
            <source>Edges that meet</source>
            <translation>Länkar som möts</translation>
        </message>
        <message>
            <source>Edit connection</source>
            <translation>Redigera anslutning</translation>
        </message>
        <message>
            <source>Edit the connection</source>
            <translation>Redigera anslutningen</translation>
        </message>
        <message>
            <source>Edited</source>
            <translation>Ändrade</translation>
        </message>
        <message>
            <source>Empty: a tenth of them.</source>
            <translation>Tomt: en tiondel av dem.</translation>
        </message>
        <message>
            <source>Empty: a whole tenth of the areas; of fewer than ten areas only one that keeps its rank is settled.</source>
            <translation>Tomt: en hel tiondel av områdena; av färre än tio områden är bara ett som behåller sin plats avgjort.</translation>
        </message>
        <message>
            <source>Empty: all layers of the project.</source>
            <translation>Tomt: alla lager i projektet.</translation>
        </message>
        <message>
            <source>Empty: every numeric field that varies.</source>
            <translation>Tomt: varje numeriskt fält som varierar.</translation>
        </message>
        <message>
            <source>Empty: no limit.</source>
            <translation>Tomt: ingen gräns.</translation>
        </message>
        <message>
            <source>Empty: recognised like the other layers.</source>
            <translation>Tomt: känns igen som övriga lager.</translation>
        </message>
        <message>
            <source>Empty: the field "{name}".</source>
            <translation>Tomt: fältet "{name}".</translation>
        </message>
        <message>
            <source>Empty: the first column.</source>
            <translation>Tomt: den första kolumnen.</translation>
        </message>
        <message>
            <source>Empty: the one band that the layer's style draws, else band 1; the log names it.</source>
            <translation>Tomt: det enda band som lagrets stil ritar, annars band 1; loggen anger vilket.</translation>
        </message>
        <message>
            <source>Empty: the score of the next better area.</source>
            <translation>Tomt: poängen hos närmast bättre område.</translation>
        </message>
        <message>
            <source>Empty: the table of the indicator Pollinator supply.</source>
            <translation>Tomt: tabellen i indikatorn Pollinatörsindex.</translation>
        </message>
        <message>
            <source>Empty: {full} when the layers allow all its indicators, else {core}.</source>
            <translation>Tomt: {full} om lagren räcker till alla dess indikatorer, annars {core}.</translation>
        </message>
        <message>
            <source>Empty: {walking} walking, {cycling} cycling.</source>
            <translation>Tomt: {walking} till fots, {cycling} på cykel.</translation>
        </message>
        <message>
            <source>Enter the address of the service, such as {hint}.</source>
            <translation>Ange tjänstens adress, till exempel {hint}.</translation>
        </message>
        <message>
            <source>Entropy weights need values of 0 or more, but "{name}" has negative ones. Use its scores.</source>
            <translation>Entropivikter behöver värden som är 0 eller större, men "{name}" har negativa. Använd dess poäng.</translation>
        </message>
        <message>
            <source>Entropy: what varies most</source>
            <translation>Entropi: det som varierar mest</translation>
        </message>
        <message>
            <source>Equal</source>
            <translation>Lika</translation>
        </message>
        <message>
            <source>Equivalent connected area (ha)</source>
            <translation>Ekvivalent sammanhängande yta (ha)</translation>
        </message>
        <message>
            <source>Equivalent connected area, borders cut (ha)</source>
            <translation>Ekvivalent sammanhängande yta, gränserna avskurna (ha)</translation>
        </message>
        <message>
            <source>Erase</source>
            <translation>Radera</translation>
        </message>
        <message>
            <source>Erase all feedback of “{name}” from {path}?</source>
            <translation>Radera alla synpunkter från ”{name}” ur {path}?</translation>
        </message>
        <message>
            <source>Erase feedback</source>
            <translation>Radera synpunkter</translation>
        </message>
        <message>
            <source>Erase from your database what was imported from the source: its purpose or time is over.</source>
            <translation>Radera det som har hämtats från källan ur din databas: ändamålet eller tiden är förbi.</translation>
        </message>
        <message>
            <source>Erase it …</source>
            <translation>Radera dem …</translation>
        </message>
        <message>
            <source>Erase this source's feedback …</source>
            <translation>Radera källans synpunkter …</translation>
        </message>
        <message>
            <source>Erases everything imported from a source, with its purpose and address, from a feedback database. There is no way back and no question is asked.</source>
            <translation>Raderar allt som har hämtats från en källa, med dess ändamål och adress, ur en synpunktsdatabas. Det går inte att ångra och ingen fråga ställs.</translation>
        </message>
        <message>
            <source>Erases feedback whose retention date has passed, or one source, for good.</source>
            <translation>Raderar för gott de synpunkter vars gallringsdatum har passerat, eller en källa.</translation>
        </message>
        <message>
            <source>Erasing {name}</source>
            <translation>Raderar {name}</translation>
        </message>
        <message>
            <source>Erasing: Erase feedback erases a source, or all whose retention date has passed.</source>
            <translation>Radering: Radera synpunkter raderar en källa, eller alla vars gallringsdatum har passerat.</translation>
        </message>
        <message>
            <source>Europe, cells of equal area (LAEA)</source>
            <translation>Europa, lika stora rutor (LAEA)</translation>
        </message>
        <message>
            <source>Evened out where few live</source>
            <translation>Utjämnad där få bor</translation>
        </message>
        <message>
            <source>Every cell it lies in is studied, wholly or in part, the empty ones too. Left empty: the extent.</source>
            <translation>Varje ruta som det ligger i studeras, helt eller delvis, även de tomma. Lämnas tomt: utbredningen.</translation>
        </message>
        <message>
            <source>Every minimum holds</source>
            <translation>Alla minimikrav uppfylls</translation>
        </message>
        <message>
            <source>Every minimum holds (1 = yes)</source>
            <translation>Alla minimikrav uppfylls (1 = ja)</translation>
        </message>
        <message>
            <source>Every minimum holds in {count} of {total} areas: {names}</source>
            <translation>Alla minimikrav uppfylls i {count} av {total} områden: {names}</translation>
        </message>
        <message>
            <source>Every published cell, and every combination of values in it, is at least {k} items with a position of their own; one person may have written several.</source>
            <translation>Varje publicerad ruta, och varje kombination av värden i den, är minst {k} synpunkter med ett eget läge; en person kan ha skrivit flera.</translation>
        </message>
        <message>
            <source>Every published cell, and every combination of values in it, is feedback of at least {k} authors (by pseudonym).</source>
            <translation>Varje publicerad ruta, och varje kombination av värden i den, är synpunkter från minst {k} författare (enligt pseudonym).</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Allt</translation>
        </message>
        <message>
            <source>Everything was read</source>
            <translation>Allt lästes</translation>
        </message>
        <message>
            <source>Everything was read: the service cannot tell changes alone, or no complete run with the same question came before.</source>
            <translation>Allt lästes: tjänsten kan inte lämna bara ändringar, eller så finns ingen tidigare fullständig körning med samma fråga.</translation>
        </message>
        <message>
            <source>Everything was up to date already.</source>
            <translation>Allt var redan aktuellt.</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Överallt</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>Vad som talar för</translation>
        </message>
        <message>
            <source>Evidence: names in Swedish, English, Finnish, Norwegian, Danish and German, names and values of fields, geometry, and cells of rasters. The rules are tables in the plugin's folder resources/roles. A few hundred features of each layer are read.</source>
            <translation>Underlag: namn på svenska, engelska, finska, norska, danska och tyska, fältens namn och värden, geometri samt celler i raster. Reglerna är tabeller i insticksprogrammets mapp resources/roles. Några hundra objekt läses ur varje lager.</translation>
        </message>
        <message>
            <source>Example</source>
            <translation>Exempel</translation>
        </message>
        <message>
            <source>Exclude: no score for an area that lacks an indicator</source>
            <translation>Uteslut: ingen poäng för ett område som saknar en indikator</translation>
        </message>
        <message>
            <source>Experimental: not proved on any server yet. Check the result with care</source>
            <translation>Experimentell: ännu inte prövad mot någon server. Granska resultatet noga</translation>
        </message>
        <message>
            <source>Explains the faults of a framework file in words: where, what, and what would be right.</source>
            <translation>Förklarar felen i en ramverksfil med ord: var, vad, och vad som vore rätt.</translation>
        </message>
        <message>
            <source>Explanation</source>
            <translation>Förklaring</translation>
        </message>
        <message>
            <source>Export table</source>
            <translation>Exportera tabell</translation>
        </message>
        <message>
            <source>Facilities</source>
            <translation>Målpunkter</translation>
        </message>
        <message>
            <source>Fail when not everything could be read</source>
            <translation>Misslyckas när inte allt kunde läsas</translation>
        </message>
        <message>
            <source>Farthest facility (m)</source>
            <translation>Längsta väg till en målpunkt (m)</translation>
        </message>
        <message>
            <source>Farthest facility (minutes)</source>
            <translation>Längsta tid till en målpunkt (minuter)</translation>
        </message>
        <message>
            <source>Farthest that an origin or a facility may lie from the nearest street.</source>
            <translation>Så långt får en startpunkt eller målpunkt ligga från närmaste gata.</translation>
        </message>
        <message>
            <source>Faults</source>
            <translation>Fel</translation>
        </message>
        <message>
            <source>Feature {id} could not be written: {message} Choose another output file or format (GeoPackage takes every field).</source>
            <translation>Objekt {id} kunde inte skrivas: {message} Välj en annan utdatafil eller ett annat format (GeoPackage klarar alla fält).</translation>
        </message>
        <message>
            <source>Feedback</source>
            <translation>Synpunkter</translation>
        </message>
        <message>
            <source>Feedback (points)</source>
            <translation>Synpunkter (punkter)</translation>
        </message>
        <message>
            <source>Feedback (published)</source>
            <translation>Synpunkter (publicerade)</translation>
        </message>
        <message>
            <source>Feedback by area</source>
            <translation>Synpunkter per område</translation>
        </message>
        <message>
            <source>Feedback by cell (published)</source>
            <translation>Synpunkter per ruta (publicerade)</translation>
        </message>
        <message>
            <source>Feedback database (GeoPackage)</source>
            <translation>Synpunktsdatabas (GeoPackage)</translation>
        </message>
        <message>
            <source>Feedback found</source>
            <translation>Synpunkter som hittats</translation>
        </message>
        <message>
            <source>Feedback hotspots</source>
            <translation>Synpunkternas hetpunkter</translation>
        </message>
        <message>
            <source>Feedback in total and by period</source>
            <translation>Synpunkter totalt och per period</translation>
        </message>
        <message>
            <source>Feedback in {name}</source>
            <translation>Synpunkter i {name}</translation>
        </message>
        <message>
            <source>Feedback panel</source>
            <translation>Synpunktspanelen</translation>
        </message>
        <message>
            <source>Feedback that was already imported stays in your database.</source>
            <translation>Synpunkter som redan har hämtats finns kvar i din databas.</translation>
        </message>
        <message>
            <source>Feedback to publish</source>
            <translation>Synpunkter att publicera</translation>
        </message>
        <message>
            <source>Feedback without a position</source>
            <translation>Synpunkter utan läge</translation>
        </message>
        <message>
            <source>Feedback without a position (table)</source>
            <translation>Synpunkter utan läge (tabell)</translation>
        </message>
        <message>
            <source>Feedback without a position, share of all items (%)</source>
            <translation>Synpunkter utan läge, andel av alla (%)</translation>
        </message>
        <message>
            <source>Feedback, made coarse for publication</source>
            <translation>Synpunkter, förgrovade för publicering</translation>
        </message>
        <message>
            <source>Fetch everything that passes the filters and put it on the map.</source>
            <translation>Hämta allt som passerar filtren och visa det på kartan.</translation>
        </message>
        <message>
            <source>Fetch what is new, edited or removed since the last import, with that import's filters.</source>
            <translation>Hämta det som är nytt, ändrat eller borttaget sedan den senaste hämtningen, med samma filter som då.</translation>
        </message>
        <message>
            <source>Few items: cells with fewer than K items are held back; merged, they are tried again in cells twice, four and eight times as wide. With pseudonyms K counts different authors, otherwise items; answers that stand where another item stands do not count.</source>
            <translation>Få synpunkter: rutor med färre än K synpunkter hålls inne; vid sammanslagning prövas de igen i två, fyra och åtta gånger så breda rutor. Med pseudonymer räknar K olika författare, annars synpunkter; svar som står där en annan synpunkt står räknas inte.</translation>
        </message>
        <message>
            <source>Few of a kind: also every combination of published values in a cell belongs to at least K items. Numbers are published as classes (0, 1, 2–4, 5–9, 10–19, 20–49...). Where fewer than K share a value, months become years, classes become wider, or the value is withheld in some items: the field withheld names it, the metadata count it. Category keeps most, then kind, status, time and numbers.</source>
            <translation>Få av ett slag: även varje kombination av publicerade värden i en ruta delas av minst K synpunkter. Tal publiceras som klasser (0, 1, 2–4, 5–9, 10–19, 20–49...). Där färre än K delar ett värde blir månader år, klasser vidare, eller så hålls värdet inne i några synpunkter: fältet withheld nämner det, metadata räknar dem. Kategori behåller mest, sedan typ, status, tid och tal.</translation>
        </message>
        <message>
            <source>Fewest items in a cell (K)</source>
            <translation>Minsta antal synpunkter i en ruta (K)</translation>
        </message>
        <message>
            <source>Field for the size of the circles, such as residents</source>
            <translation>Fält för cirklarnas storlek, till exempel invånare</translation>
        </message>
        <message>
            <source>Field that decides who wins</source>
            <translation>Fält som avgör vem som vinner</translation>
        </message>
        <message>
            <source>Field that names a facility</source>
            <translation>Fält som namnger en målpunkt</translation>
        </message>
        <message>
            <source>Field that names an area</source>
            <translation>Fält som namnger ett område</translation>
        </message>
        <message>
            <source>Field that names the same area in all layers</source>
            <translation>Fält som anger samma område i alla lager</translation>
        </message>
        <message>
            <source>Field with how many times as important the first is</source>
            <translation>Fält med hur många gånger så viktigt det första är</translation>
        </message>
        <message>
            <source>Field with the area's code</source>
            <translation>Fält med områdets kod</translation>
        </message>
        <message>
            <source>Field with the area's municipality, to measure also with neighbours cut off</source>
            <translation>Fält med områdets kommun, för att mäta även med grannarna bortskurna</translation>
        </message>
        <message>
            <source>Field with the class of a facility</source>
            <translation>Fält med målpunktens klass</translation>
        </message>
        <message>
            <source>Field with the first name</source>
            <translation>Fält med det första namnet</translation>
        </message>
        <message>
            <source>Field with the goal</source>
            <translation>Fält med målet</translation>
        </message>
        <message>
            <source>Field with the id of the pillar, theme or indicator</source>
            <translation>Fält med id för pelaren, temat eller indikatorn</translation>
        </message>
        <message>
            <source>Field with the indicator</source>
            <translation>Fält med indikatorn</translation>
        </message>
        <message>
            <source>Field with the minimum</source>
            <translation>Fält med minimum</translation>
        </message>
        <message>
            <source>Field with the party</source>
            <translation>Fält med parten</translation>
        </message>
        <message>
            <source>Field with the period (year)</source>
            <translation>Fält med perioden (år)</translation>
        </message>
        <message>
            <source>Field with the second name</source>
            <translation>Fält med det andra namnet</translation>
        </message>
        <message>
            <source>Field with the weight</source>
            <translation>Fält med vikten</translation>
        </message>
        <message>
            <source>Field with who judged</source>
            <translation>Fält med vem som bedömt</translation>
        </message>
        <message>
            <source>Fields</source>
            <translation>Fält</translation>
        </message>
        <message>
            <source>Fields to publish</source>
            <translation>Fält att publicera</translation>
        </message>
        <message>
            <source>Fields with counts</source>
            <translation>Fält med antal</translation>
        </message>
        <message>
            <source>Fields, instead of a framework</source>
            <translation>Fält, i stället för ett ramverk</translation>
        </message>
        <message>
            <source>Fields: fb_count; fb_per_1000 (per 1,000 residents, NULL where nobody is known to live); fb_votes (NULL where no item's votes are known, so also without any item); fb_median_age (days); fb_share_&lt;category&gt;, fb_share_other and fb_share_none, fb_status_&lt;status&gt; (percent of the area's items, NULL without any); fb_unlocated_share. Fields of a period end in its name: fb_count_2025.</source>
            <translation>Fält: fb_count; fb_per_1000 (per 1 000 invånare, NULL där ingen är känd som boende); fb_votes (NULL där ingen synpunkts röster är kända, alltså även utan synpunkter); fb_median_age (dagar); fb_share_&lt;kategori&gt;, fb_share_other och fb_share_none, fb_status_&lt;status&gt; (procent av områdets synpunkter, NULL utan några); fb_unlocated_share. En periods fält slutar på dess namn: fb_count_2025.</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filters (JSON)</source>
            <translation>Filter (JSON)</translation>
        </message>
        <message>
            <source>Filters: JSON with any of bbox [west, south, east, north] in degrees, from, to, status, category and text. They decide what is added; what is already stored stays and is kept up to date. Days begin and end at midnight UTC; 2026-05-31T00:00+02:00 is a moment of your own time.</source>
            <translation>Filter: JSON med valfria av bbox [väst, syd, öst, nord] i grader, from, to, status, category och text. De avgör vad som läggs till; det som redan är sparat stannar och hålls aktuellt. Dygnen börjar och slutar vid midnatt UTC; 2026-05-31T00:00+02:00 är en tidpunkt i din egen tid.</translation>
        </message>
        <message>
            <source>Finding</source>
            <translation>Iakttagelse</translation>
        </message>
        <message>
            <source>Finding what is drawn there</source>
            <translation>Letar upp det som är ritat där</translation>
        </message>
        <message>
            <source>Findings</source>
            <translation>Iakttagelser</translation>
        </message>
        <message>
            <source>Finds each origin's nearest facility along the streets, with and without the neighbours' facilities.</source>
            <translation>Hittar varje startpunkts närmaste målpunkt längs gatorna, med och utan grannarnas målpunkter.</translation>
        </message>
        <message>
            <source>Finds stepping stones. Takes long with hundreds of patches within reach of each other.</source>
            <translation>Finner språngbrädor. Tar lång tid med hundratals ytor inom räckhåll för varandra.</translation>
        </message>
        <message>
            <source>Finds the habitat patches that hold a landscape together, and how much of each municipality's habitat network depends on its neighbours.</source>
            <translation>Hittar de habitatytor som håller ihop ett landskap, och hur stor del av varje kommuns habitatnätverk som beror på grannarna.</translation>
        </message>
        <message>
            <source>Finds where feedback gathers beyond chance, in relation to residents (Getis-Ord Gi*).</source>
            <translation>Hittar var synpunkter samlas mer än av en slump, i förhållande till antalet invånare (Getis-Ord Gi*).</translation>
        </message>
        <message>
            <source>Finland (ETRS-TM35FIN)</source>
            <translation>Finland (ETRS-TM35FIN)</translation>
        </message>
        <message>
            <source>Finnish identity code</source>
            <translation>finsk personbeteckning</translation>
        </message>
        <message>
            <source>First</source>
            <translation>Första</translation>
        </message>
        <message>
            <source>First imported (UTC)</source>
            <translation>Först hämtad (UTC)</translation>
        </message>
        <message>
            <source>First item (UTC)</source>
            <translation>Första synpunkten (UTC)</translation>
        </message>
        <message>
            <source>First party</source>
            <translation>Första parten</translation>
        </message>
        <message>
            <source>Flowers (0–1)</source>
            <translation>Blommor (0–1)</translation>
        </message>
        <message>
            <source>Flowers within flight (0–1)</source>
            <translation>Blommor inom flyghåll (0–1)</translation>
        </message>
        <message>
            <source>For a layer with a row per area and year: ranks are within each period, and so are indicators that the framework normalises by period.</source>
            <translation>För ett lager med en rad per område och år: rangordningen gäller inom varje period, liksom indikatorer som ramverket normaliserar per period.</translation>
        </message>
        <message>
            <source>For each origin (homes, buildings, grid cells) finds the nearest facility along the walking or cycling network, all origins in one search.</source>
            <translation>Hittar för varje startpunkt (bostäder, byggnader, rutor) den närmaste målpunkten längs gång- eller cykelnätet, alla startpunkter i en sökning.</translation>
        </message>
        <message>
            <source>For example people=sum, income=mean. Rules: sum, first, mean, min, max, and same (the value when all rows agree). Other columns follow the choice above.</source>
            <translation>Till exempel people=sum, income=mean. Regler: sum (summa), first (första raden), mean (medelvärde), min, max och same (värdet när alla rader är lika). Övriga kolumner följer valet ovan.</translation>
        </message>
        <message>
            <source>For example {example}</source>
            <translation>Till exempel {example}</translation>
        </message>
        <message>
            <source>For rasters of several bands, such as {example}. Layers not named: the one band that their style draws, else band 1; the log names it.</source>
            <translation>För raster med flera band, till exempel {example}. För lager som inte nämns: det enda band som deras stil ritar, annars band 1; loggen anger vilket.</translation>
        </message>
        <message>
            <source>For {ending} files the Python package {package} is needed, which is not there. Use a CSV file instead.</source>
            <translation>För {ending}-filer behövs Pythonpaketet {package}, som saknas. Använd en CSV-fil i stället.</translation>
        </message>
        <message>
            <source>Forget them: none was handed out, or all are withdrawn</source>
            <translation>Glöm dem: ingen har lämnats ut, eller alla är återkallade</translation>
        </message>
        <message>
            <source>Formula: {formula}</source>
            <translation>Formel: {formula}</translation>
        </message>
        <message>
            <source>Framework</source>
            <translation>Ramverk</translation>
        </message>
        <message>
            <source>Framework (a JSON file, or the id of a shipped one)</source>
            <translation>Ramverk (en JSON-fil, eller id för ett medföljande)</translation>
        </message>
        <message>
            <source>Framework (empty: the one in the layer's lineage)</source>
            <translation>Ramverk (tomt: det i lagrets härkomst)</translation>
        </message>
        <message>
            <source>Framework file</source>
            <translation>Ramverksfil</translation>
        </message>
        <message>
            <source>Framework from layer</source>
            <translation>Ramverk från lager</translation>
        </message>
        <message>
            <source>Framework: taken from the layer's lineage when it is left empty.</source>
            <translation>Ramverk: tas från lagrets härkomst när det lämnas tomt.</translation>
        </message>
        <message>
            <source>Framework: {name}.</source>
            <translation>Ramverk: {name}.</translation>
        </message>
        <message>
            <source>Frameworks (*.json *)</source>
            <translation>Ramverk (*.json *)</translation>
        </message>
        <message>
            <source>Frameworks (*.json)</source>
            <translation>Ramverk (*.json)</translation>
        </message>
        <message>
            <source>From node</source>
            <translation>Från nod</translation>
        </message>
        <message>
            <source>From the street taken (m)</source>
            <translation>Från gatan som används (m)</translation>
        </message>
        <message>
            <source>Full lineage (everything needed to make the numbers again)</source>
            <translation>Fullständig härkomst (allt som behövs för att räkna om talen)</translation>
        </message>
        <message>
            <source>GeoJSON and CSV files, and an HTTP server on the same machine</source>
            <translation>GeoJSON- och CSV-filer samt en HTTP-server på samma dator</translation>
        </message>
        <message>
            <source>GeoPackage (*.gpkg)</source>
            <translation>GeoPackage (*.gpkg)</translation>
        </message>
        <message>
            <source>Geometric mean (partial compensation)</source>
            <translation>Geometriskt medel (delvis kompensation)</translation>
        </message>
        <message>
            <source>Geometry engine</source>
            <translation>Geometrimotor</translation>
        </message>
        <message>
            <source>Getis-Ord Gi* of {items} items in {cells} cells of {size} m, neighbours within {distance} m, false discovery rate {level}. {excluded} items were left out. A hot spot is where feedback gathers, not what residents think.</source>
            <translation>Getis-Ord Gi* för {items} synpunkter i {cells} rutor om {size} m, grannar inom {distance} m, andel falska fynd {level}. {excluded} synpunkter utelämnades. En hetpunkt är där synpunkter samlas, inte vad invånarna tycker.</translation>
        </message>
        <message>
            <source>Gi* (standard deviations)</source>
            <translation>Gi* (standardavvikelser)</translation>
        </message>
        <message>
            <source>Give at least one draw; 1000 is usual.</source>
            <translation>Ange minst en dragning; 1000 är vanligt.</translation>
        </message>
        <message>
            <source>Give at least one of them a weight above 0.</source>
            <translation>Ge minst en av dem en vikt över 0.</translation>
        </message>
        <message>
            <source>Give each node its own id; capitals and small letters count as the same.</source>
            <translation>Ge varje nod ett eget id; stora och små bokstäver räknas som samma.</translation>
        </message>
        <message>
            <source>Gives every planning area the feedback in it as numbers that a framework can score like any indicator.</source>
            <translation>Ger varje planområde dess synpunkter som tal som ett ramverk kan poängsätta som vilken indikator som helst.</translation>
        </message>
        <message>
            <source>Goalposts and options actually used, to score next year or the neighbouring town on the same yardstick.</source>
            <translation>Riktvärden och alternativ som faktiskt användes, för att poängsätta nästa år eller grannkommunen med samma måttstock.</translation>
        </message>
        <message>
            <source>Green spaces</source>
            <translation>Grönområden</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Rutnät</translation>
        </message>
        <message>
            <source>Grid in {crs}.</source>
            <translation>Rutnät i {crs}.</translation>
        </message>
        <message>
            <source>Grid: Sweden EPSG:3006, Finland 3067, Denmark 25832, Norway 25833, Europe 3035. auto takes the layer's own one of these where it is used there, else 3035, outside Europe the UTM zone.</source>
            <translation>Rutnät: Sverige EPSG:3006, Finland 3067, Danmark 25832, Norge 25833, Europa 3035. auto tar lagrets eget om det är ett av dessa och används där, annars 3035, utanför Europa UTM-zonen.</translation>
        </message>
        <message>
            <source>Groups repeated within repeated groups ({groups}) are not imported.</source>
            <translation>Grupper som upprepas inom upprepade grupper ({groups}) hämtas inte.</translation>
        </message>
        <message>
            <source>Habitat area (ha)</source>
            <translation>Habitatets area (ha)</translation>
        </message>
        <message>
            <source>Habitat area x quality (ha)</source>
            <translation>Habitatets area x kvalitet (ha)</translation>
        </message>
        <message>
            <source>Habitat connectivity</source>
            <translation>Habitatkonnektivitet</translation>
        </message>
        <message>
            <source>Habitat patches</source>
            <translation>Habitatytor</translation>
        </message>
        <message>
            <source>Harmonic mean (little compensation)</source>
            <translation>Harmoniskt medel (liten kompensation)</translation>
        </message>
        <message>
            <source>Hatched downwards: a whole pillar or theme is left out</source>
            <translation>Nedåtstreckat: en hel pelare eller ett helt tema är utelämnat</translation>
        </message>
        <message>
            <source>Hatched: less than {share} % of the weight in the score</source>
            <translation>Streckat: mindre än {share} % av vikten ingår i poängen</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Hjälp</translation>
        </message>
        <message>
            <source>Hexagons of that width, whose neighbours are all equally far</source>
            <translation>Sexhörningar med den bredden, vars grannar alla ligger lika långt bort</translation>
        </message>
        <message>
            <source>Hidden because it looks like personal data: {kinds}.</source>
            <translation>Dolt eftersom det ser ut som personuppgifter: {kinds}.</translation>
        </message>
        <message>
            <source>Hidden because it was removed at the source ({date}).</source>
            <translation>Dolt eftersom det togs bort hos källan ({date}).</translation>
        </message>
        <message>
            <source>Hide it</source>
            <translation>Dölj</translation>
        </message>
        <message>
            <source>Hide repeats and b&amp;ursts</source>
            <translation>Dölj &amp;upprepningar och skurar</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hög</translation>
        </message>
        <message>
            <source>Higher</source>
            <translation>Högre</translation>
        </message>
        <message>
            <source>Highest fifth</source>
            <translation>Högsta femtedelen</translation>
        </message>
        <message>
            <source>Histor&amp;y …</source>
            <translation>Hi&amp;storik …</translation>
        </message>
        <message>
            <source>Hold back what would be singled out by comparing this one with them</source>
            <translation>Håll inne det som en jämförelse med dem skulle peka ut</translation>
        </message>
        <message>
            <source>Hold their items back</source>
            <translation>Håll inne deras synpunkter</translation>
        </message>
        <message>
            <source>Holds alternatives against each party's minimum and goal and finds common ground.</source>
            <translation>Prövar alternativ mot varje parts minimikrav och mål och finner gemensam mark.</translation>
        </message>
        <message>
            <source>Hot and cold spots</source>
            <translation>Het- och kallpunkter</translation>
        </message>
        <message>
            <source>Hot spot</source>
            <translation>Hetpunkt</translation>
        </message>
        <message>
            <source>Hot spots of {name}</source>
            <translation>Hetpunkter för {name}</translation>
        </message>
        <message>
            <source>Housing</source>
            <translation>Bostäder</translation>
        </message>
        <message>
            <source>How many areas are the best</source>
            <translation>Hur många områden som är de bästa</translation>
        </message>
        <message>
            <source>How much to read</source>
            <translation>Hur mycket som läses</translation>
        </message>
        <message>
            <source>How the points are coloured</source>
            <translation>Hur punkterna färgas</translation>
        </message>
        <message>
            <source>How the scores were made</source>
            <translation>Så togs poängen fram</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Idea</source>
            <translation>Idé</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Hämta</translation>
        </message>
        <message>
            <source>Import feedback</source>
            <translation>Hämta synpunkter</translation>
        </message>
        <message>
            <source>Import once, then update as often as you like.</source>
            <translation>Hämta en gång, uppdatera sedan så ofta du vill.</translation>
        </message>
        <message>
            <source>Imported by Samplan {when}</source>
            <translation>Hämtat av Samplan {when}</translation>
        </message>
        <message>
            <source>Importing {name}</source>
            <translation>Hämtar {name}</translation>
        </message>
        <message>
            <source>Imports and updates</source>
            <translation>Hämtningar och uppdateringar</translation>
        </message>
        <message>
            <source>Impute: count what is missing as the middle of the scale</source>
            <translation>Ersätt: räkna det som saknas som mitten av skalan</translation>
        </message>
        <message>
            <source>In place of the document's: whatever is given here, by the names of the parameters of Assess planning areas, such as MIN_COVERAGE=0.5 or GREEN=other.gpkg.</source>
            <translation>I stället för dokumentets: allt som anges här, med parametrarnas namn i Bedöm planområden, till exempel MIN_COVERAGE=0.5 eller GREEN=other.gpkg.</translation>
        </message>
        <message>
            <source>In place of the layer: a raster with a count in each cell, not a density. A cell counts with the share of it that lies in an area.</source>
            <translation>I stället för lagret: ett raster med ett antal i varje cell, inte en täthet. En cell räknas med den del av den som ligger i ett område.</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>Pågår</translation>
        </message>
        <message>
            <source>In proportion to</source>
            <translation>I proportion till</translation>
        </message>
        <message>
            <source>In {count} items an e-mail address, identity number, telephone, account or token was outside the text. In ids it is replaced by a code, in categories and statuses it is masked, from links it is left out. Ask the source's owner for another id, or choose another column as id.</source>
            <translation>I {count} synpunkter stod en e-postadress, ett personnummer, ett telefonnummer, ett konto eller en nyckel utanför texten. I id ersätts de av en kod, i kategorier och statusar maskeras de, ur länkar tas de bort. Be källans ägare om ett annat id, eller välj en annan kolumn som id.</translation>
        </message>
        <message>
            <source>Incomplete answers: what arrived is kept, nothing is removed, and COMPLETE is false. Removals need a sweep that saw everything.</source>
            <translation>Ofullständiga svar: det som kom fram behålls, inget tas bort och COMPLETE är falskt. Borttagning kräver en genomgång som såg allt.</translation>
        </message>
        <message>
            <source>Indicator</source>
            <translation>Indikator</translation>
        </message>
        <message>
            <source>Indicators</source>
            <translation>Indikatorer</translation>
        </message>
        <message>
            <source>Indicators (none chosen: all that the data allow)</source>
            <translation>Indikatorer (ingen vald: alla som data räcker till)</translation>
        </message>
        <message>
            <source>Indicators of {name}</source>
            <translation>Indikatorer för {name}</translation>
        </message>
        <message>
            <source>Indicators: those of the framework that the layers given allow; what cannot be measured is read from a field of the same name in the areas, if there is one, and is missing otherwise.</source>
            <translation>Indikatorer: de i ramverket som lagren räcker till; det som inte kan mätas läses från ett fält med samma namn i områdena, om det finns, och saknas annars.</translation>
        </message>
        <message>
            <source>Influence: a table tells which assumption moves the ranking most. The same seed gives the same result.</source>
            <translation>Inverkan: en tabell visar vilket antagande som flyttar rangordningen mest. Samma frö ger samma resultat.</translation>
        </message>
        <message>
            <source>Input: a table with one row per comparison: first, second, and how many times as important the first is (1/3 or 0.33 when it is less), and optionally who judged. Every pair must be judged once by each participant. Without a table, fill in the rows in the dialog.</source>
            <translation>Indata: en tabell med en rad per jämförelse: första, andra och hur många gånger så viktigt det första är (1/3 eller 0,33 när det är mindre), och eventuellt vem som bedömt. Varje par måste bedömas en gång av varje deltagare. Saknas tabell, fyll i raderna i dialogrutan.</translation>
        </message>
        <message>
            <source>Input: any layer or table whose fields are named like the framework's indicators, for example the output of Measure indicators. Fields of your own statistics work as well.</source>
            <translation>Indata: vilket lager eller vilken tabell som helst vars fält heter som ramverkets indikatorer, till exempel utdata från Mät indikatorer. Fält med egen statistik fungerar också.</translation>
        </message>
        <message>
            <source>Input: areas and either a framework (its indicators are normalised first, so that more is always better) or, when fields are chosen, those fields as they are.</source>
            <translation>Indata: områden och antingen ett ramverk (dess indikatorer normaliseras först, så att mer alltid är bättre) eller, när fält väljs, de fälten som de är.</translation>
        </message>
        <message>
            <source>Input: layers written by Score planning areas or Assess planning areas with the same reference frame. Layers of different frames are refused, because their points do not mean the same.</source>
            <translation>Indata: lager skrivna av Poängsätt planområden eller Bedöm planområden med samma referensram. Lager med olika ramar avvisas, eftersom deras poäng inte betyder samma sak.</translation>
        </message>
        <message>
            <source>Invented feedback from Liechtenstein, bundled with Samplan. No network is used.</source>
            <translation>Påhittade synpunkter från Liechtenstein som följer med Samplan. Inget nät används.</translation>
        </message>
        <message>
            <source>Is "{near}" meant?</source>
            <translation>Menas "{near}"?</translation>
        </message>
        <message>
            <source>Islands: an origin beside a short piece of street that leads nowhere (a path whose end misses the road) is tied to the nearest other street, a facility there to both, within the snapping limit; the log counts them. Build network shows the parts.</source>
            <translation>Öar: en startpunkt vid en kort gatubit som inte leder någonstans (en stig vars ände missar vägen) knyts till närmaste andra gata, en målpunkt där till båda, inom anslutningsavståndet; loggen anger antalet. Bygg nätverk visar delarna.</translation>
        </message>
        <message>
            <source>It is not known on which yardstick "{name}" was scored, so it cannot be compared. Score all scenarios with the reference frame of the first.</source>
            <translation>Det är inte känt med vilken måttstock "{name}" poängsattes, så det kan inte jämföras. Poängsätt alla scenarier med det förstas referensram.</translation>
        </message>
        <message>
            <source>It should be one object: {example}.</source>
            <translation>Det ska vara ett objekt: {example}.</translation>
        </message>
        <message>
            <source>It should be one object: {{"samplan_framework": 1, ...}}.</source>
            <translation>Den ska vara ett enda objekt: {{"samplan_framework": 1, ...}}.</translation>
        </message>
        <message>
            <source>It should be {right}.</source>
            <translation>Det ska vara {right}.</translation>
        </message>
        <message>
            <source>It was scored again with other weights afterwards; that is left to "Score again".</source>
            <translation>Det poängsattes sedan igen med andra vikter; det görs med ”Poängsätt igen”.</translation>
        </message>
        <message>
            <source>It was written by a newer Samplan (format {version}).</source>
            <translation>Den är skriven av en nyare version av Samplan (format {version}).</translation>
        </message>
        <message>
            <source>Items</source>
            <translation>Synpunkter</translation>
        </message>
        <message>
            <source>Items divided by residents</source>
            <translation>Synpunkter delat med invånare</translation>
        </message>
        <message>
            <source>Items erased</source>
            <translation>Raderade synpunkter</translation>
        </message>
        <message>
            <source>Items have no id: an edited item will count as removed and new.</source>
            <translation>Posterna har inget id: en ändrad post kommer att räknas som borttagen och ny.</translation>
        </message>
        <message>
            <source>Items held back</source>
            <translation>Synpunkter som hålls inne</translation>
        </message>
        <message>
            <source>Items in the cell</source>
            <translation>Synpunkter i rutan</translation>
        </message>
        <message>
            <source>Items left out</source>
            <translation>Utelämnade synpunkter</translation>
        </message>
        <message>
            <source>Items per 1,000 residents</source>
            <translation>Synpunkter per 1 000 invånare</translation>
        </message>
        <message>
            <source>Items published</source>
            <translation>Publicerade synpunkter</translation>
        </message>
        <message>
            <source>Items that count</source>
            <translation>Synpunkter som räknas</translation>
        </message>
        <message>
            <source>Items used</source>
            <translation>Använda synpunkter</translation>
        </message>
        <message>
            <source>Items within the areas</source>
            <translation>Synpunkter inom områdena</translation>
        </message>
        <message>
            <source>Items without a position</source>
            <translation>Synpunkter utan läge</translation>
        </message>
        <message>
            <source>Items without a position (%)</source>
            <translation>Synpunkter utan läge (%)</translation>
        </message>
        <message>
            <source>Items without a position pass, because they cannot be judged.</source>
            <translation>Synpunkter utan läge släpps igenom, eftersom de inte kan bedömas.</translation>
        </message>
        <message>
            <source>Its classes are read by their own names, not by the codes of a scheme.</source>
            <translation>Klasserna läses efter sina egna namn, inte efter en klassnings koder.</translation>
        </message>
        <message>
            <source>Join lines that cross without a common point</source>
            <translation>Koppla ihop linjer som korsas utan gemensam punkt</translation>
        </message>
        <message>
            <source>Join statistics</source>
            <translation>Koppla statistik</translation>
        </message>
        <message>
            <source>Joining: lines meet at shared points whatever their level, as in OpenStreetMap, and where they cross on one level. Bridges, tunnels and levels keep lines apart where they cross without a shared point.</source>
            <translation>Hopkoppling: linjer möts i gemensamma punkter oavsett nivå, som i OpenStreetMap, och där de korsar varandra i samma plan. Broar, tunnlar och nivåer håller isär linjer som korsar varandra utan gemensam punkt.</translation>
        </message>
        <message>
            <source>Joins a table of statistics (CSV, text or spreadsheet) to areas by their code. Nothing is dropped silently: areas without statistics stay with NULL, and rows without an area are listed.</source>
            <translation>Kopplar en tabell med statistik (CSV, text eller kalkylblad) till områden via deras kod. Inget faller bort i tysthet: områden utan statistik finns kvar med NULL, och rader utan område listas.</translation>
        </message>
        <message>
            <source>Joins a table of statistics to areas by code and tells every row without a partner.</source>
            <translation>Kopplar en tabell med statistik till områden via kod och redovisar varje rad som saknar motsvarighet.</translation>
        </message>
        <message>
            <source>Junction</source>
            <translation>Korsning</translation>
        </message>
        <message>
            <source>K is below 3: single people may be recognised.</source>
            <translation>K är under 3: enskilda personer kan kännas igen.</translation>
        </message>
        <message>
            <source>Keep one of them.</source>
            <translation>Behåll en av dem.</translation>
        </message>
        <message>
            <source>Keep the feedback until</source>
            <translation>Behåll synpunkterna till</translation>
        </message>
        <message>
            <source>Keep until (date, such as 2027-12-31)</source>
            <translation>Behåll till (datum, till exempel 2027-12-31)</translation>
        </message>
        <message>
            <source>Keep until: {date}</source>
            <translation>Behålls till: {date}</translation>
        </message>
        <message>
            <source>Keeps a register of the layers that indicators are measured from: who owns each, which date it describes, under which licence, and how often it is renewed. The register is a table in a GeoPackage of yours.</source>
            <translation>För register över de lager som indikatorer mäts ur: vem som äger vart och ett, vilket datum det beskriver, under vilken licens, och hur ofta det förnyas. Registret är en tabell i en GeoPackage som är din egen.</translation>
        </message>
        <message>
            <source>Kendall's W</source>
            <translation>Kendalls W</translation>
        </message>
        <message>
            <source>Kendall's W: {w} (0 = no agreement, 1 = complete).</source>
            <translation>Kendalls W: {w} (0 = ingen enighet, 1 = full).</translation>
        </message>
        <message>
            <source>Kerrokantasi names no authors in the list of all hearings, so there are no pseudonyms: import one hearing at a time to tell its authors apart.</source>
            <translation>Kerrokantasi anger inga författare i listan över alla samråd, så det blir inga pseudonymer: importera ett samråd i taget för att skilja författarna åt.</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Slag</translation>
        </message>
        <message>
            <source>Kind of assumption</source>
            <translation>Slags antagande</translation>
        </message>
        <message>
            <source>Known here: {known}.</source>
            <translation>Kända här: {known}.</translation>
        </message>
        <message>
            <source>Labels that stand in the first row of a block only are read in all its rows: {names}.</source>
            <translation>Etiketter som bara står på blockets första rad läses på alla dess rader: {names}.</translation>
        </message>
        <message>
            <source>Land area</source>
            <translation>Markyta</translation>
        </message>
        <message>
            <source>Land-use mix leaves out land-use classes that are no urban function: {names}.</source>
            <translation>Funktionsblandning utelämnar markanvändningsklasser som inte är någon stadsfunktion: {names}.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Larger cells hold only what was too few in the smaller cells within them.</source>
            <translation>Större rutor innehåller bara det som var för få i de mindre rutorna inom dem.</translation>
        </message>
        <message>
            <source>Largest part</source>
            <translation>Största delen</translation>
        </message>
        <message>
            <source>Last import: {time}</source>
            <translation>Senaste hämtning: {time}</translation>
        </message>
        <message>
            <source>Last item (UTC)</source>
            <translation>Sista synpunkten (UTC)</translation>
        </message>
        <message>
            <source>Last update</source>
            <translation>Senaste uppdatering</translation>
        </message>
        <message>
            <source>Latitude</source>
            <translation>Latitud</translation>
        </message>
        <message>
            <source>Layer</source>
            <translation>Lager</translation>
        </message>
        <message>
            <source>Layer or table</source>
            <translation>Lager eller tabell</translation>
        </message>
        <message>
            <source>Layer with planning areas</source>
            <translation>Lager med planområden</translation>
        </message>
        <message>
            <source>Layers</source>
            <translation>Lager</translation>
        </message>
        <message>
            <source>Layers of the assessment cannot be opened. Correct this and try again ({count}):
{faults}</source>
            <translation>Bedömningens lager kan inte öppnas. Rätta detta och försök igen ({count}):
{faults}</translation>
        </message>
        <message>
            <source>Layers: give the role layers you have; each may be in any coordinate reference system.</source>
            <translation>Lager: ange de lager du har för rollerna; vart och ett får ha vilket koordinatsystem som helst.</translation>
        </message>
        <message>
            <source>Lays a grid over the study area and tells where neighbouring cells together have more (hot spot) or less (cold spot) feedback than chance would give.</source>
            <translation>Lägger ett rutnät över undersökningsområdet och visar var intilliggande rutor tillsammans har fler (hetpunkt) eller färre (kallpunkt) synpunkter än slumpen skulle ge.</translation>
        </message>
        <message>
            <source>Least residents in a cell</source>
            <translation>Minsta antal invånare i en ruta</translation>
        </message>
        <message>
            <source>Least satisfied party</source>
            <translation>Minst nöjd part</translation>
        </message>
        <message>
            <source>Least satisfied party (0–1)</source>
            <translation>Minst nöjda parten (0–1)</translation>
        </message>
        <message>
            <source>Leave out marked items</source>
            <translation>Uteslut märkta synpunkter</translation>
        </message>
        <message>
            <source>Leaves out what has the same words as an earlier item nearby, and what came in great numbers at one place within minutes. Nothing is deleted.</source>
            <translation>Utelämnar det som har samma ord som en tidigare synpunkt i närheten, och det som kom i stort antal på en plats inom några minuter. Inget raderas.</translation>
        </message>
        <message>
            <source>Left empty, everything is imported where the service allows that.</source>
            <translation>Lämnas det tomt hämtas allt, där tjänsten tillåter det.</translation>
        </message>
        <message>
            <source>Left empty, the first field with one of these names is taken: {names}.</source>
            <translation>Lämnas det tomt tas det första fältet med något av dessa namn: {names}.</translation>
        </message>
        <message>
            <source>Left empty, the table beside the layer feedback in the same database is taken.</source>
            <translation>Lämnas det tomt används tabellen bredvid lagret feedback i samma databas.</translation>
        </message>
        <message>
            <source>Left empty: every source whose retention date has passed.</source>
            <translation>Lämnas det tomt: alla källor vars gallringsdatum har passerat.</translation>
        </message>
        <message>
            <source>Left empty: now. A day counts to its end (UTC). Give one to get the same ages again.</source>
            <translation>Lämnas det tomt: nu. En dag räknas till dess slut (UTC). Ange en dag för att få samma ålder igen.</translation>
        </message>
        <message>
            <source>Left empty: the most frequent ones. A JSON list such as ["Park; play", "Trafik"] does as well.</source>
            <translation>Lämnas det tomt: de vanligaste. En JSON-lista som ["Park; lek", "Trafik"] går också bra.</translation>
        </message>
        <message>
            <source>Left out above the names of the columns: {text}</source>
            <translation>Utelämnat ovanför kolumnnamnen: {text}</translation>
        </message>
        <message>
            <source>Left out and counted: items without a position of their own, and answers that stand where another item stands, because they would make clusters of their own.</source>
            <translation>Utelämnas och räknas: synpunkter utan eget läge, och svar som har samma läge som synpunkten de besvarar, eftersom de skulle bilda egna kluster.</translation>
        </message>
        <message>
            <source>Left out below the data: {text}</source>
            <translation>Utelämnat under data: {text}</translation>
        </message>
        <message>
            <source>Left out for lack of data</source>
            <translation>Utelämnat, för lite data</translation>
        </message>
        <message>
            <source>Left out: {indicator}. It needs: {missing}.</source>
            <translation>Utelämnas: {indicator}. Den behöver: {missing}.</translation>
        </message>
        <message>
            <source>Legal basis</source>
            <translation>Rättslig grund</translation>
        </message>
        <message>
            <source>Legal basis: {basis}</source>
            <translation>Rättslig grund: {basis}</translation>
        </message>
        <message>
            <source>Length (m)</source>
            <translation>Längd (m)</translation>
        </message>
        <message>
            <source>Length of street below which a part without connection to the rest does not stand for itself: origins beside it are tied to another street unless it has a facility. In OpenStreetMap leftovers are mostly shorter than 700 m, places that people live in longer than 1.9 km. Longer parts that join nothing and lead to no facility are left for the nearest that does, too.</source>
            <translation>Gatulängd under vilken en del utan förbindelse med resten inte räknas som ett eget nät: startpunkter vid den knyts till en annan gata om den inte har någon målpunkt. I OpenStreetMap är lösa bitar oftast kortare än 700 m, bebodda platsers nät längre än 1,9 km. Även längre delar utan förbindelse som inte leder till någon målpunkt lämnas för närmaste del som gör det.</translation>
        </message>
        <message>
            <source>Length of the part (m)</source>
            <translation>Delens längd (m)</translation>
        </message>
        <message>
            <source>Levers</source>
            <translation>Hävstänger</translation>
        </message>
        <message>
            <source>Licence</source>
            <translation>Licens</translation>
        </message>
        <message>
            <source>Licence of the publication</source>
            <translation>Publiceringens licens</translation>
        </message>
        <message>
            <source>Licence of the source</source>
            <translation>Källans licens</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licens: {licence}</translation>
        </message>
        <message>
            <source>Lighting</source>
            <translation>Belysning</translation>
        </message>
        <message>
            <source>Limits: this lowers the risk that someone is recognised; whether the result is anonymous in the sense of the law is yours to judge. Where all items of a cell say the same, whoever knows that somebody wrote there knows what. Other copies of the feedback are not compared. The metadata state what was done.</source>
            <translation>Gränser: det här minskar risken att någon känns igen; om resultatet är anonymt i lagens mening får du bedöma. Där alla synpunkter i en ruta säger samma sak vet den som vet att någon har skrivit där också vad. Andra kopior av synpunkterna jämförs inte. Metadata redovisar vad som gjordes.</translation>
        </message>
        <message>
            <source>Line {line} has more cells ({text}) than the table has columns ({names}); lines with too many: {count}. Which number belongs where cannot be known. If the mark {mark} between the cells also stands in numbers or words, save the table again with another one, as .xlsx, or with such cells in quotation marks. If a column has no name, add it.</source>
            <translation>Rad {line} har fler celler ({text}) än tabellen har kolumner ({names}); rader med för många: {count}. Vilket tal som hör hemma var går inte att veta. Om tecknet {mark} mellan cellerna också står i tal eller ord, spara tabellen med ett annat tecken, som .xlsx eller med sådana celler inom citattecken. Om en kolumn saknar namn, lägg till det.</translation>
        </message>
        <message>
            <source>Line {line}, column {column} is not valid JSON ({reason}).</source>
            <translation>Rad {line}, kolumn {column} är inte giltig JSON ({reason}).</translation>
        </message>
        <message>
            <source>Lineage</source>
            <translation>Härkomst</translation>
        </message>
        <message>
            <source>Lineage: the layer's metadata tell how every number was made.</source>
            <translation>Härkomst: lagrets metadata berättar hur varje tal har tagits fram.</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Länk</translation>
        </message>
        <message>
            <source>Links: a move over the distance d has the probability exp(−k d), 0.5 at the median dispersal distance; between two patches the best way over all patches counts. With a resistance raster (cost per metre, 1 = as easy as the distances assume, above 0, no data = barrier) ways cost what they cross; ways between patches less than one cell apart cost nothing.</source>
            <translation>Förbindelser: en förflyttning över avståndet d har sannolikheten exp(−k d), 0,5 vid medianspridningsavståndet; mellan två ytor räknas den bästa vägen över alla ytor. Med ett motståndsraster (kostnad per meter, 1 = så lätt som avstånden förutsätter, över 0, inga data = barriär) kostar vägar det de korsar; vägar mellan ytor med mindre än en cell emellan kostar inget.</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>Lyssna</translation>
        </message>
        <message>
            <source>Lists, for one area or for all, what each indicator alone would have to become to lift the area one place, or to a score you name. The easiest change comes first.</source>
            <translation>Listar, för ett område eller för alla, vad varje indikator för sig måste bli för att lyfta området en plats, eller till en poäng du anger. Den lättaste förändringen står först.</translation>
        </message>
        <message>
            <source>Longitude</source>
            <translation>Longitud</translation>
        </message>
        <message>
            <source>Longitude and latitude look swapped: as they are, the items lie outside Northern Europe, the other way round inside. If so, set “Swap the coordinates”.</source>
            <translation>Longitud och latitud verkar omkastade: som de är ligger posterna utanför norra Europa, omvända ligger de inuti. Ange i så fall ”Byt plats på koordinaterna”.</translation>
        </message>
        <message>
            <source>Look at the first items; nothing is stored.</source>
            <translation>Titta på de första posterna; inget sparas.</translation>
        </message>
        <message>
            <source>Look there for a missing comma, quote or bracket.</source>
            <translation>Leta där efter ett saknat kommatecken, citattecken eller en saknad parentes.</translation>
        </message>
        <message>
            <source>Looking for the new ones</source>
            <translation>Letar efter de nya</translation>
        </message>
        <message>
            <source>Looks at areas and layers before measuring: faults, gaps, outdated sources, duration.</source>
            <translation>Granskar områden och lager före mätningen: fel, luckor, inaktuella källor, tidsåtgång.</translation>
        </message>
        <message>
            <source>Looks at planning areas and role layers before anything long runs and lists what is wrong or worth knowing.</source>
            <translation>Granskar planområden och rollernas lager innan något långt körs och listar vad som är fel eller bra att veta.</translation>
        </message>
        <message>
            <source>Looks at the layers of a project and proposes the role of each in an assessment, with the fields and the scheme of classes that go with it, and says what speaks for it.</source>
            <translation>Ser på lagren i ett projekt och föreslår vilken roll vart och ett har i en bedömning, med de fält och den klassning som hör till, och säger vad som talar för det.</translation>
        </message>
        <message>
            <source>Losers</source>
            <translation>Förlorare</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Låg</translation>
        </message>
        <message>
            <source>Lower</source>
            <translation>Lägre</translation>
        </message>
        <message>
            <source>Lowest fifth</source>
            <translation>Lägsta femtedelen</translation>
        </message>
        <message>
            <source>Made at (UTC)</source>
            <translation>Framtagen (UTC)</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>Framtagen med</translation>
        </message>
        <message>
            <source>Makes a copy of feedback for others: in grid cells, without names, with stated limits.</source>
            <translation>Gör en kopia av synpunkterna för andra: i rutor, utan namn och med angivna begränsningar.</translation>
        </message>
        <message>
            <source>Makes a copy of feedback that can be shown to others: positions become grid cells, cells with few items are held back or merged, times become months, and only the fields you choose go along.</source>
            <translation>Gör en kopia av synpunkterna som kan visas för andra: lägen blir rutor, rutor med få synpunkter hålls inne eller slås ihop, tider blir månader, och bara de fält du väljer följer med.</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karta</translation>
        </message>
        <message>
            <source>Map of the scores; the table below has every value.</source>
            <translation>Karta över poängen; tabellen nedan har alla värden.</translation>
        </message>
        <message>
            <source>Maps pollinator supply: how well each cell suits as a nesting place, times the flowers around it, near ones weighing more. It is a relative index (0–1), not a number of bees.</source>
            <translation>Kartlägger pollinatörstillgången: hur väl varje cell lämpar sig som boplats, gånger blommorna runt omkring, där nära blommor väger mer. Det är ett relativt index (0–1), inte ett antal bin.</translation>
        </message>
        <message>
            <source>Maps where wild bees find nesting places with flowers within flight.</source>
            <translation>Kartlägger var vildbin hittar boplatser med blommor inom flyghåll.</translation>
        </message>
        <message>
            <source>Margin of the binding statement</source>
            <translation>Marginal för den bindande utsagan</translation>
        </message>
        <message>
            <source>Marks: near-duplicate, burst</source>
            <translation>Märkning: nästan dubblett, skur</translation>
        </message>
        <message>
            <source>Masking personal data in texts is imperfect: have a person read the texts before publication.</source>
            <translation>Maskning av personuppgifter i texter är inte fullkomlig: låt en människa läsa texterna före publicering.</translation>
        </message>
        <message>
            <source>Mean difference</source>
            <translation>Genomsnittlig skillnad</translation>
        </message>
        <message>
            <source>Mean foraging distance α (m)</source>
            <translation>Medelavstånd vid födosök, α (m)</translation>
        </message>
        <message>
            <source>Mean rank of the parties</source>
            <translation>Parternas medelrang</translation>
        </message>
        <message>
            <source>Mean supply</source>
            <translation>Genomsnittlig tillgång</translation>
        </message>
        <message>
            <source>Mean supply: {mean}.</source>
            <translation>Genomsnittlig tillgång: {mean}.</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Mät</translation>
        </message>
        <message>
            <source>Measure and score</source>
            <translation>Mät och bedöm</translation>
        </message>
        <message>
            <source>Measure indicators</source>
            <translation>Mät indikatorer</translation>
        </message>
        <message>
            <source>Measure the connector part of dPC (slow)</source>
            <translation>Mät förbindelsedelen av dPC (långsamt)</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Mätt</translation>
        </message>
        <message>
            <source>Measured areas</source>
            <translation>Mätta områden</translation>
        </message>
        <message>
            <source>Measured in {crs}, because {areas_crs}, the areas' coordinate reference system, is not true in metres here.</source>
            <translation>Mätt i {crs}, eftersom områdenas koordinatsystem, {areas_crs}, inte är skalriktigt i meter här.</translation>
        </message>
        <message>
            <source>Measured in {crs}, the areas' own coordinate reference system.</source>
            <translation>Mätt i {crs}, områdenas eget koordinatsystem.</translation>
        </message>
        <message>
            <source>Measured in {crs}.</source>
            <translation>Mätt i {crs}.</translation>
        </message>
        <message>
            <source>Measured values</source>
            <translation>Uppmätta värden</translation>
        </message>
        <message>
            <source>Measures and scores what an assessment document says; also makes a result of Samplan again.</source>
            <translation>Mäter och poängsätter det som ett bedömningsdokument anger; gör också om ett resultat från Samplan.</translation>
        </message>
        <message>
            <source>Measures one indicator ({code}) in each planning area: {title}.</source>
            <translation>Mäter en indikator ({code}) i varje planområde: {title}.</translation>
        </message>
        <message>
            <source>Measures sustainability indicators in planning areas from ordinary map layers.</source>
            <translation>Mäter hållbarhetsindikatorer i planområden ur vanliga kartlager.</translation>
        </message>
        <message>
            <source>Measures the indicators a framework asks for and scores the areas by it: Measure indicators and Score planning areas in one run.</source>
            <translation>Mäter de indikatorer som ett ramverk frågar efter och poängsätter områdena efter det: Mät indikatorer och Poängsätt planområden i en körning.</translation>
        </message>
        <message>
            <source>Measures the indicators of a framework and scores the areas, in one run.</source>
            <translation>Mäter indikatorerna i ett ramverk och poängsätter områdena, i en körning.</translation>
        </message>
        <message>
            <source>Measures the indicators that the layers given allow, in each planning area, and says in the log what was left out and which layer it needs.</source>
            <translation>Mäter i varje planområde de indikatorer som de angivna lagren räcker till, och säger i loggen vad som utelämnades och vilket lager det behöver.</translation>
        </message>
        <message>
            <source>Measuring all of this will take about {seconds} s or more.</source>
            <translation>Att mäta allt detta tar omkring {seconds} s eller mer.</translation>
        </message>
        <message>
            <source>Measuring: done in the areas' own coordinate reference system when it is true in metres, otherwise in the UTM zone; areas and lengths are corrected to the ellipsoid. Data beyond an area's border count where an indicator reaches out, such as access to green areas.</source>
            <translation>Mätning: sker i områdenas eget koordinatsystem när det är skalriktigt i meter, annars i UTM-zonen; ytor och längder korrigeras till ellipsoiden. Data utanför ett områdes gräns räknas när en indikator sträcker sig ut, som tillgång till grönområden.</translation>
        </message>
        <message>
            <source>Median age (days)</source>
            <translation>Medianålder (dagar)</translation>
        </message>
        <message>
            <source>Median dispersal distance (m)</source>
            <translation>Medianspridningsavstånd (m)</translation>
        </message>
        <message>
            <source>Median dispersal distances (m)</source>
            <translation>Medianspridningsavstånd (m)</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Möte</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meddelande</translation>
        </message>
        <message>
            <source>Method</source>
            <translation>Metod</translation>
        </message>
        <message>
            <source>Method: Getis-Ord Gi* (Getis &amp; Ord 1992; Ord &amp; Getis 1995) with all cells within the distance, itself included, as equal neighbours; p-values from the normal distribution, corrected for many tests (Benjamini &amp; Hochberg 1995).</source>
            <translation>Metod: Getis-Ord Gi* (Getis &amp; Ord 1992; Ord &amp; Getis 1995) där alla rutor inom avståndet, rutan själv inräknad, är likvärdiga grannar; p-värden ur normalfördelningen, korrigerade för många test (Benjamini &amp; Hochberg 1995).</translation>
        </message>
        <message>
            <source>Methods: entropy (Hwang and Yoon 1981), critic (Diakoulaki and others 1995), equal.</source>
            <translation>Metoder: entropy (Hwang och Yoon 1981), critic (Diakoulaki m.fl. 1995), equal (lika).</translation>
        </message>
        <message>
            <source>Middle fifth</source>
            <translation>Mellersta femtedelen</translation>
        </message>
        <message>
            <source>Min-max: between the worst and the best area</source>
            <translation>Min–max: mellan sämsta och bästa område</translation>
        </message>
        <message>
            <source>Minimum</source>
            <translation>Minimum</translation>
        </message>
        <message>
            <source>Minimum (no compensation)</source>
            <translation>Minimum (ingen kompensation)</translation>
        </message>
        <message>
            <source>Minimum coverage (0–1) for a score</source>
            <translation>Minsta täckning (0–1) för poäng</translation>
        </message>
        <message>
            <source>Minimum data coverage (0–1) of a value</source>
            <translation>Minsta datatäckning (0–1) för ett värde</translation>
        </message>
        <message>
            <source>Minimums</source>
            <translation>Minimikrav</translation>
        </message>
        <message>
            <source>Minimums of {party} hold (1 = yes)</source>
            <translation>Minimikraven för {party} uppfylls (1 = ja)</translation>
        </message>
        <message>
            <source>Missing data</source>
            <translation>Saknade data</translation>
        </message>
        <message>
            <source>Missing data were treated differently.</source>
            <translation>Saknade data behandlades olika.</translation>
        </message>
        <message>
            <source>Missing data: never counts as zero. A value whose data cover too little of the area (field …_cov) counts as missing. A pillar or theme of which too little is there has no score, and nothing of it enters the overall score: the field dropped names it, and the map hatches the area. coverage is the share of the weight that entered the score, observed the share that was there at all; the minimum holds for the first.</source>
            <translation>Data som saknas räknas aldrig som noll. Ett värde vars data täcker för liten del av området (fältet …_cov) räknas som saknat. En pelare eller ett tema med för lite data får ingen poäng, och inget av det ingår i den samlade poängen: fältet dropped namnger det och kartan strecker området. coverage är den andel av vikten som ingår i poängen, observed den andel som över huvud taget fanns; minimivärdet gäller den första.</translation>
        </message>
        <message>
            <source>Missing values: count as a minimum not met, and are told.</source>
            <translation>Saknade värden: räknas som ett minimikrav som inte uppfylls, och anges.</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>Färdsätt</translation>
        </message>
        <message>
            <source>Moderate</source>
            <translation>Måttlig</translation>
        </message>
        <message>
            <source>Moderation</source>
            <translation>Moderering</translation>
        </message>
        <message>
            <source>Modes: walking leaves out motorways and opens every line both ways; cycling also leaves out steps and follows one-way streets.</source>
            <translation>Färdsätt: gång utelämnar motorvägar och öppnar varje linje i båda riktningarna; cykel utelämnar även trappor och följer enkelriktningar.</translation>
        </message>
        <message>
            <source>Modes: walking leaves out motorways and opens every street both ways; cycling also leaves out steps and follows one-way streets, from the origin to the facility.</source>
            <translation>Färdsätt: gång utelämnar motorvägar och öppnar varje gata i båda riktningarna; cykel utelämnar även trappor och följer enkelriktningar, från startpunkten till målpunkten.</translation>
        </message>
        <message>
            <source>Months between updates (0 = not known)</source>
            <translation>Månader mellan uppdateringar (0 = okänt)</translation>
        </message>
        <message>
            <source>More settings</source>
            <translation>Fler inställningar</translation>
        </message>
        <message>
            <source>Most cells have fewer than {least} neighbours: p-values are rough. Use a longer distance.</source>
            <translation>De flesta rutor har färre än {least} grannar: p-värdena är grova. Använd ett längre avstånd.</translation>
        </message>
        <message>
            <source>Most votes first</source>
            <translation>Flest röster först</translation>
        </message>
        <message>
            <source>Moves counts of statistical areas or grid cells to planning areas, keeping the totals.</source>
            <translation>Fördelar antal från statistikområden eller rutor till planområden, med summorna i behåll.</translation>
        </message>
        <message>
            <source>Much higher</source>
            <translation>Mycket högre</translation>
        </message>
        <message>
            <source>Much lower</source>
            <translation>Mycket lägre</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Kommun</translation>
        </message>
        <message>
            <source>Municipality {number}</source>
            <translation>Kommun {number}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>Name of the area</source>
            <translation>Områdets namn</translation>
        </message>
        <message>
            <source>Names with commas between them; empty: all.</source>
            <translation>Namn med kommatecken emellan; tomt: alla.</translation>
        </message>
        <message>
            <source>Names, e-mail addresses and author ids are never stored. State the purpose and until when the feedback is kept. What the source removes is removed here at the next complete update. Before you publish, use Publish feedback safely in the toolbox; masking is imperfect, so let a person read the texts.</source>
            <translation>Namn, e-postadresser och författar-id sparas aldrig. Ange ändamålet och hur länge synpunkterna behålls. Det som källan tar bort tas också bort här vid nästa fullständiga uppdatering. Använd Publicera synpunkter säkert i verktygslådan innan du publicerar; maskningen är inte fullkomlig, så låt en människa läsa texterna.</translation>
        </message>
        <message>
            <source>Nearest facility</source>
            <translation>Närmaste målpunkt</translation>
        </message>
        <message>
            <source>Nearest facility of {name}</source>
            <translation>Närmaste målpunkt för {name}</translation>
        </message>
        <message>
            <source>Nearest facility, id</source>
            <translation>Närmaste målpunkt, id</translation>
        </message>
        <message>
            <source>Neighbours within (m, between centres)</source>
            <translation>Grannar inom (m, mellan mittpunkter)</translation>
        </message>
        <message>
            <source>Nesting (0–1)</source>
            <translation>Boplatser (0–1)</translation>
        </message>
        <message>
            <source>Nesting and flowers by land cover class</source>
            <translation>Boplatser och blommor per marktäckeklass</translation>
        </message>
        <message>
            <source>Nesting suitability (0–1)</source>
            <translation>Lämplighet som boplats (0–1)</translation>
        </message>
        <message>
            <source>Network of {name}</source>
            <translation>Nät av {name}</translation>
        </message>
        <message>
            <source>Never published: ids, links, pictures, addresses, pseudonyms, exact times and exact positions; with an id or a link anyone could look the position up at the source.</source>
            <translation>Publiceras aldrig: id, länkar, bilder, adresser, pseudonymer, exakta tider och exakta lägen; med ett id eller en länk kunde vem som helst slå upp läget vid källan.</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nya</translation>
        </message>
        <message>
            <source>New items</source>
            <translation>Nya synpunkter</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Nyast först</translation>
        </message>
        <message>
            <source>Next selected point</source>
            <translation>Nästa valda punkt</translation>
        </message>
        <message>
            <source>No Open311 service was found at {place} (HTTP 404).{says} Enter the address up to, but without, /requests.json: it often ends in /api/georeport/v2 (6aika), /open311/v2 (FixMyStreet) or /citysdk (Klarschiff).</source>
            <translation>Ingen Open311-tjänst hittades på {place} (HTTP 404).{says} Ange adressen fram till, men utan, /requests.json: den slutar ofta med /api/georeport/v2 (6aika), /open311/v2 (FixMyStreet) eller /citysdk (Klarschiff).</translation>
        </message>
        <message>
            <source>No alternative meets every minimum. "{who}" is missed most often ({count} of {total}).</source>
            <translation>Inget alternativ uppfyller alla minimikrav. "{who}" missas oftast ({count} av {total}).</translation>
        </message>
        <message>
            <source>No answer is imported as text, because no question has a usual name for it. Name the ones you need in “Text questions”. The form has: {questions}.</source>
            <translation>Inget svar hämtas som text, eftersom ingen fråga har ett vanligt namn för det. Ange dem du behöver i ”Frågor med text”. Formuläret har: {questions}.</translation>
        </message>
        <message>
            <source>No area has an overall score, because none has one for: {groups}. Give data for {indicators}, or choose "renormalise" for missing data to score without.</source>
            <translation>Inget område har någon samlad poäng, eftersom inget har det för: {groups}. Ge data för {indicators}, eller välj "renormalise" för data som saknas för att poängsätta utan.</translation>
        </message>
        <message>
            <source>No area stands above "{name}". Give a score to reach.</source>
            <translation>Inget område ligger över "{name}". Ange en poäng att nå.</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Ingen kategori</translation>
        </message>
        <message>
            <source>No cell has data.</source>
            <translation>Ingen cell har data.</translation>
        </message>
        <message>
            <source>No cell has enough residents to study a rate. Check the population layer and its field, choose larger cells or a smaller least number of residents.</source>
            <translation>Ingen ruta har tillräckligt många invånare för att studera en andel. Kontrollera befolkningslagret och dess fält, välj större rutor eller ett lägre minsta antal invånare.</translation>
        </message>
        <message>
            <source>No cell is above 1: 1 is read as full canopy, not as 1 % (setting: full).</source>
            <translation>Ingen cell är över 1: 1 läses som full krontäckning, inte som 1 % (inställning: full).</translation>
        </message>
        <message>
            <source>No cell of the raster "{name}" is above 0 and not above 100, so what full canopy is cannot be seen. Set the raster value of full canopy (full): 255 where such cells are trees, 100 where they have no data.</source>
            <translation>Ingen cell i rastret "{name}" är över 0 och högst 100, så det syns inte vad full krontäckning är. Ange rastervärdet för full krontäckning (full): 255 om sådana celler är träd, 100 om de saknar data.</translation>
        </message>
        <message>
            <source>No cell of the whole raster "{name}" is above 1, so 1 is read as full canopy, not as 1 %. If it is percentages, set the raster value of full canopy (full) to 100.</source>
            <translation>Ingen cell i hela rastret "{name}" är över 1, så 1 läses som full krontäckning, inte som 1 %. Är det procent, sätt rastervärdet för full krontäckning (full) till 100.</translation>
        </message>
        <message>
            <source>No class of the land-use layer is known to land_use_mix. It has: {classes}. Choose the right class field, or give your own table "functions" in the settings.</source>
            <translation>Ingen klass i markanvändningslagret är känd för land_use_mix. Det har: {classes}. Välj rätt klassfält, eller ange en egen tabell "functions" i inställningarna.</translation>
        </message>
        <message>
            <source>No class of the layer "{layer}" is in the table of {indicator}. The layer has: {classes}. Choose the right class field, or give your own table in the settings.</source>
            <translation>Ingen klass i lagret "{layer}" finns i tabellen för {indicator}. Lagret har: {classes}. Välj rätt klassfält, eller ange en egen tabell i inställningarna.</translation>
        </message>
        <message>
            <source>No class of the raster "{name}" is in the table of {indicator}. It has: {classes}. Give your own table with these classes, or name them in a table {file} (columns code and class) beside the raster.</source>
            <translation>Ingen klass i rastret "{name}" finns i tabellen för {indicator}. Det har: {classes}. Ange en egen tabell med dessa klasser, eller namnge dem i en tabell {file} (kolumnerna code och class) bredvid rastret.</translation>
        </message>
        <message>
            <source>No code of the table is in the field {field} (areas: {ours}; table: {theirs}). Choose the right key columns, or the map of the same year.</source>
            <translation>Ingen kod i tabellen finns i fältet {field} (områden: {ours}; tabell: {theirs}). Välj rätt nyckelkolumner, eller kartan för samma år.</translation>
        </message>
        <message>
            <source>No column</source>
            <translation>Ingen kolumn</translation>
        </message>
        <message>
            <source>No column for: {names}. They are treated as missing in every area.</source>
            <translation>Ingen kolumn för: {names}. De behandlas som saknade i alla områden.</translation>
        </message>
        <message>
            <source>No column was taken as text or title. Say which in the option columns, like text=Comment. There are: {columns}.</source>
            <translation>Ingen kolumn togs som text eller rubrik. Ange vilken i alternativet columns, till exempel text=Kommentar. Det finns: {columns}.</translation>
        </message>
        <message>
            <source>No data</source>
            <translation>Data saknas</translation>
        </message>
        <message>
            <source>No earlier publication from this feedback database is known; later ones are compared with this one.</source>
            <translation>Ingen tidigare publicering ur den här synpunktsdatabasen är känd; senare jämförs med den här.</translation>
        </message>
        <message>
            <source>No feature without a position came: where an extent is asked for, services may leave these out. Import without an extent to be sure.</source>
            <translation>Inget objekt utan läge kom med: när ett utsnitt efterfrågas kan tjänster utelämna sådana. Hämta utan utsnitt för att vara säker.</translation>
        </message>
        <message>
            <source>No feedback in this project yet. Import some on the first page.</source>
            <translation>Inga synpunkter i projektet ännu. Hämta några på första fliken.</translation>
        </message>
        <message>
            <source>No habitat patch has both an area and a quality above 0. Check the quality field.</source>
            <translation>Ingen habitatyta har både area och kvalitet över 0. Kontrollera kvalitetsfältet.</translation>
        </message>
        <message>
            <source>No indicator differs between areas: all weigh the same.</source>
            <translation>Ingen indikator skiljer mellan områden: alla väger lika.</translation>
        </message>
        <message>
            <source>No indicator has goalposts or a target that could be moved.</source>
            <translation>Ingen indikator har riktvärden eller ett mål som kan flyttas.</translation>
        </message>
        <message>
            <source>No indicator scores to aggregate. Choose a layer that Score planning areas has written.</source>
            <translation>Inga indikatorpoäng att väga samman. Välj ett lager som Poängsätt planområden har skrivit.</translation>
        </message>
        <message>
            <source>No item has a usable position, so no grid fits. Check the positions and the layer's coordinate reference system.</source>
            <translation>Ingen synpunkt har ett användbart läge, så inget rutnät passar. Kontrollera lägena och lagrets koordinatsystem.</translation>
        </message>
        <message>
            <source>No item has the category {wanted}. There are these, the most similar first: {known}.</source>
            <translation>Ingen synpunkt har kategorin {wanted}. Dessa finns, de mest lika först: {known}.</translation>
        </message>
        <message>
            <source>No item has the category {wanted}: there are no categories at all.</source>
            <translation>Ingen synpunkt har kategorin {wanted}: det finns inga kategorier alls.</translation>
        </message>
        <message>
            <source>No item of feedback counts: there is nothing to publish.</source>
            <translation>Ingen synpunkt räknas: det finns inget att publicera.</translation>
        </message>
        <message>
            <source>No item of feedback has a position of its own: there is nothing to study.</source>
            <translation>Ingen synpunkt har ett eget läge: det finns inget att undersöka.</translation>
        </message>
        <message>
            <source>No items were found in the sample.</source>
            <translation>Inga poster hittades i stickprovet.</translation>
        </message>
        <message>
            <source>No no-data value is set: every cell counts.</source>
            <translation>Inget värde för saknade data är angivet: varje cell räknas.</translation>
        </message>
        <message>
            <source>No numeric column with different values was found. Choose a layer with measured values.</source>
            <translation>Ingen numerisk kolumn med olika värden hittades. Välj ett lager med mätta värden.</translation>
        </message>
        <message>
            <source>No origin has a usable geometry. Choose a layer with points or polygons.</source>
            <translation>Ingen startpunkt har en användbar geometri. Välj ett lager med punkter eller ytor.</translation>
        </message>
        <message>
            <source>No position</source>
            <translation>Utan läge</translation>
        </message>
        <message>
            <source>No score: too little data</source>
            <translation>Ingen poäng: för lite data</translation>
        </message>
        <message>
            <source>No single indicator can lift "{name}" that far.</source>
            <translation>Ingen enskild indikator kan lyfta "{name}" så långt.</translation>
        </message>
        <message>
            <source>No source's retention date has passed. Nothing was erased.</source>
            <translation>Ingen källas gallringsdatum har passerat. Inget raderades.</translation>
        </message>
        <message>
            <source>No table of items without a position was given or found: the share of unlocated items covers this layer only.</source>
            <translation>Ingen tabell med synpunkter utan läge angavs eller hittades: andelen utan läge gäller bara det här lagret.</translation>
        </message>
        <message>
            <source>No text.</source>
            <translation>Ingen text.</translation>
        </message>
        <message>
            <source>No time at all</source>
            <translation>Ingen tid alls</translation>
        </message>
        <message>
            <source>No votes</source>
            <translation>Inga röster</translation>
        </message>
        <message>
            <source>Nobody has stated anything. Add a row with party, indicator, minimum and goal.</source>
            <translation>Ingen har angett något. Lägg till en rad med part, indikator, minimum och mål.</translation>
        </message>
        <message>
            <source>Node</source>
            <translation>Nod</translation>
        </message>
        <message>
            <source>Node id and weight; nodes not named keep the framework's weight.</source>
            <translation>Nod-id och vikt; noder som inte nämns behåller ramverkets vikt.</translation>
        </message>
        <message>
            <source>Nodes</source>
            <translation>Noder</translation>
        </message>
        <message>
            <source>Nodes of the network of {name}</source>
            <translation>Noder i nätet av {name}</translation>
        </message>
        <message>
            <source>Noise</source>
            <translation>Buller</translation>
        </message>
        <message>
            <source>None of the columns that the framework "{framework}" needs is there. It needs: {needed}. Measure the indicators first, or rename the columns.</source>
            <translation>Ingen av de kolumner som ramverket "{framework}" behöver finns. Det behöver: {needed}. Mät indikatorerna först, eller byt namn på kolumnerna.</translation>
        </message>
        <message>
            <source>None of the indicators can be measured with the layers given. Add at least one of these layers or fields: {missing}.</source>
            <translation>Ingen av indikatorerna kan mätas med de angivna lagren. Lägg till minst ett av dessa lager eller fält: {missing}.</translation>
        </message>
        <message>
            <source>None of the {count} items lies in the cells studied. Check that the layers show the same place and have the right coordinate reference system.</source>
            <translation>Ingen av de {count} synpunkterna ligger i de undersökta rutorna. Kontrollera att lagren visar samma plats och har rätt koordinatsystem.</translation>
        </message>
        <message>
            <source>None of the {count} items received has an id: this is not what the connector expects. Check the address, the connector and its profile. Nothing was removed.</source>
            <translation>Ingen av de {count} poster som kom har något id: det är inte vad kopplingen väntar sig. Kontrollera adressen, kopplingen och dess profil. Inget togs bort.</translation>
        </message>
        <message>
            <source>None of the {count} items with a position lies in the area asked for (bbox: west, south, east, north in degrees). Only items without a position passed.</source>
            <translation>Ingen av de {count} synpunkterna med läge ligger i det önskade området (bbox: väst, syd, öst, nord i grader). Bara synpunkter utan läge kom igenom.</translation>
        </message>
        <message>
            <source>None of the {count} items with a position lies within the areas. Check that both layers show the same place and have the right coordinate reference system.</source>
            <translation>Ingen av de {count} synpunkterna med läge ligger inom områdena. Kontrollera att båda lagren visar samma plats och har rätt koordinatsystem.</translation>
        </message>
        <message>
            <source>None of the {count} items with a time was written in the period asked for. Only items without a time passed.</source>
            <translation>Ingen av de {count} synpunkterna med tid skrevs under den önskade perioden. Bara synpunkter utan tid kom igenom.</translation>
        </message>
        <message>
            <source>Normalisation</source>
            <translation>Normalisering</translation>
        </message>
        <message>
            <source>North (metres)</source>
            <translation>Nord (meter)</translation>
        </message>
        <message>
            <source>Norway (UTM zone 33)</source>
            <translation>Norge (UTM zon 33)</translation>
        </message>
        <message>
            <source>Norwegian, Danish or Icelandic identity number</source>
            <translation>norskt, danskt eller isländskt personnummer</translation>
        </message>
        <message>
            <source>Not added up, because a sum of shares, means, medians, years, ages, prices, codes or words means nothing: {names}. Their value is kept where all rows of a code agree, and NULL where they differ. Say otherwise with RULES.</source>
            <translation>Summeras inte, eftersom summan av andelar, medelvärden, medianer, årtal, åldrar, priser, koder eller ord inte betyder något: {names}. Värdet behålls där kodens alla rader är lika och är NULL där de skiljer sig. Ange annat med RULES.</translation>
        </message>
        <message>
            <source>Not all its indicators can be measured yet. What is lacking: {names}.</source>
            <translation>Alla dess indikatorer kan inte mätas än. Det som saknas: {names}.</translation>
        </message>
        <message>
            <source>Not comparable</source>
            <translation>Ej jämförbart</translation>
        </message>
        <message>
            <source>Not compared with other publications: the layer is in no feedback database. Whoever has two of different dates, cell sizes or filters may single out items by their difference.</source>
            <translation>Inte jämförd med andra publiceringar: lagret ligger inte i någon synpunktsdatabas. Den som har två med olika datum, rutstorlek eller filter kan peka ut synpunkter genom skillnaden.</translation>
        </message>
        <message>
            <source>Not everything could be read, so that nothing was removed. Run the update again; if it stays so, ask the service's owner.</source>
            <translation>Allt kunde inte läsas, så inget togs bort. Kör uppdateringen igen; om det fortsätter, fråga tjänstens ägare.</translation>
        </message>
        <message>
            <source>Not everything could be read; what arrived was kept. See the warnings above.</source>
            <translation>Allt kunde inte läsas; det som kom fram behölls. Se varningarna ovan.</translation>
        </message>
        <message>
            <source>Not needed for the indicators measured: {layers}.</source>
            <translation>Behövs inte för de indikatorer som mäts: {layers}.</translation>
        </message>
        <message>
            <source>Not on the map because the source gives no position.</source>
            <translation>Finns inte på kartan eftersom källan inte anger något läge.</translation>
        </message>
        <message>
            <source>Not on the map, but the source says where: {address}</source>
            <translation>Finns inte på kartan, men källan anger var: {address}</translation>
        </message>
        <message>
            <source>Not recognised</source>
            <translation>Inte igenkänd</translation>
        </message>
        <message>
            <source>Not significant</source>
            <translation>Ej signifikant</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anmärkning</translation>
        </message>
        <message>
            <source>Nothing found. Use fewer words, or look at more of the map.</source>
            <translation>Inget hittades. Använd färre ord, eller visa mer av kartan.</translation>
        </message>
        <message>
            <source>Nothing is marked as a repeat or as part of a burst.</source>
            <translation>Inget är märkt som upprepning eller del av en skur.</translation>
        </message>
        <message>
            <source>Nothing was added: no item passes the filters.</source>
            <translation>Inget lades till: ingen synpunkt passerar filtren.</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Inget ändrades.</translation>
        </message>
        <message>
            <source>Nothing was published: no cell holds {k} items with a position of their own, or of as many authors. Choose larger cells (CELL), or have larger cells tried where there are few (SPARSE=merge).</source>
            <translation>Inget publicerades: ingen ruta har {k} synpunkter med egen plats, eller från så många avsändare. Välj större rutor (CELL), eller låt större rutor prövas där det är få (SPARSE=merge).</translation>
        </message>
        <message>
            <source>Nothing was published: none of the {count} items has a position of its own.</source>
            <translation>Inget publicerades: ingen av de {count} synpunkterna har en egen plats.</translation>
        </message>
        <message>
            <source>Nothing was varied: every interval is a single rank.</source>
            <translation>Inget varierades: varje intervall är en enda rang.</translation>
        </message>
        <message>
            <source>Notice</source>
            <translation>Upplysning</translation>
        </message>
        <message>
            <source>Notice: text for a box at the top, for example that some data are synthetic.</source>
            <translation>Upplysning: text i en ruta överst, till exempel att vissa data är syntetiska.</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Tal</translation>
        </message>
        <message>
            <source>Number of comments</source>
            <translation>Antal kommentarer</translation>
        </message>
        <message>
            <source>Number of dwellings</source>
            <translation>Antal bostäder</translation>
        </message>
        <message>
            <source>Number of faults</source>
            <translation>Antal fel</translation>
        </message>
        <message>
            <source>Number of parts</source>
            <translation>Antal delar</translation>
        </message>
        <message>
            <source>Number of warnings</source>
            <translation>Antal varningar</translation>
        </message>
        <message>
            <source>Numbers in the column {column} are read as a spreadsheet's days.</source>
            <translation>Tal i kolumnen {column} läses som kalkylprogrammets dagnummer.</translation>
        </message>
        <message>
            <source>Numbers or words with semicolons between, such as -999; -9. Signs such as .. are known.</source>
            <translation>Tal eller ord med semikolon emellan, till exempel -999; -9. Tecken som .. är kända.</translation>
        </message>
        <message>
            <source>Object</source>
            <translation>Objekt</translation>
        </message>
        <message>
            <source>Observed (0–1)</source>
            <translation>Observerat (0–1)</translation>
        </message>
        <message>
            <source>Of "{name}" band {band} is read, as chosen.</source>
            <translation>I "{name}" läses band {band}, som valts.</translation>
        </message>
        <message>
            <source>Of the first {count} items have: {parts}.</source>
            <translation>Av de {count} första synpunkterna har: {parts}.</translation>
        </message>
        <message>
            <source>Of the first {n} items, {located} have a position and {unlocated} have none.</source>
            <translation>Av de första {n} posterna har {located} ett läge och {unlocated} saknar läge.</translation>
        </message>
        <message>
            <source>Of the {count} bands of "{name}" band {band} is read, which the layer's style draws. Another one is chosen like this: {example}.</source>
            <translation>Av de {count} banden i "{name}" läses band {band}, som lagrets stil ritar. Ett annat väljs så här: {example}.</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>På kartan</translation>
        </message>
        <message>
            <source>On the page On the map, press Read on the map and click a point. The panel shows the whole thread and a link to the source. What looks like personal data is masked until you ask for it.</source>
            <translation>På fliken På kartan: tryck på Läs på kartan och klicka på en punkt. Panelen visar hela tråden och en länk till källan. Det som ser ut som personuppgifter är maskat tills du ber att få se det.</translation>
        </message>
        <message>
            <source>One of many within minutes in one place</source>
            <translation>En av många inom några minuter på en plats</translation>
        </message>
        <message>
            <source>One or several, separated by commas. Small solitary bees: 150–600 m between nest and flowers.</source>
            <translation>Ett eller flera, åtskilda med komma. Små solitärbin: 150–600 m mellan bo och blommor.</translation>
        </message>
        <message>
            <source>Onl&amp;y in the map's view</source>
            <translation>&amp;Endast i kartvyn</translation>
        </message>
        <message>
            <source>Only changes where the service also tells what was removed, else everything</source>
            <translation>Bara ändringar när tjänsten även talar om vad som togs bort, annars allt</translation>
        </message>
        <message>
            <source>Only changes where the service can tell them (removals are then not seen), else everything</source>
            <translation>Bara ändringar där tjänsten kan lämna dem (det som tagits bort syns då inte), annars allt</translation>
        </message>
        <message>
            <source>Only feedback inside the areas (inside the selected ones when some are selected).</source>
            <translation>Bara synpunkter inom områdena (inom de valda, om några är valda).</translation>
        </message>
        <message>
            <source>Only for numbers written as text that could mean two things, such as "1,234".</source>
            <translation>Bara för tal skrivna som text som kan betyda två saker, till exempel "1,234".</translation>
        </message>
        <message>
            <source>Only in</source>
            <translation>Finns bara i</translation>
        </message>
        <message>
            <source>Only some features of the layer are used, and which items without a position belong to them cannot be told: the share of unlocated items is unknown.</source>
            <translation>Bara en del av lagrets objekt används, och vilka synpunkter utan plats som hör till dem går inte att avgöra: andelen synpunkter utan plats är okänd.</translation>
        </message>
        <message>
            <source>Only these classes of facilities</source>
            <translation>Bara dessa klasser av målpunkter</translation>
        </message>
        <message>
            <source>Only these classes of habitat</source>
            <translation>Bara dessa habitatklasser</translation>
        </message>
        <message>
            <source>Only within this extent</source>
            <translation>Endast inom denna utbredning</translation>
        </message>
        <message>
            <source>Only {count} areas have a score: too few for coherence checks.</source>
            <translation>Bara {count} områden har poäng: för få för kontroller av samstämmigheten.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppen</translation>
        </message>
        <message>
            <source>Open (1 along, -1 against, 0 both ways)</source>
            <translation>Öppen (1 med linjen, -1 mot linjen, 0 åt båda håll)</translation>
        </message>
        <message>
            <source>Open at {host}</source>
            <translation>Öppna hos {host}</translation>
        </message>
        <message>
            <source>Open services need nothing. Passwords and tokens are kept, encrypted, by QGIS's authentication manager; the connection only remembers which configuration to use.</source>
            <translation>Öppna tjänster behöver inget. Lösenord och nycklar sparas krypterade i QGIS autentiseringshanterare; anslutningen minns bara vilken konfiguration som ska användas.</translation>
        </message>
        <message>
            <source>Open the feedback panel. Start with the workshop sample, which needs no network: Preview, then Import. Add your own sources with the plus button and test them before the first import. Update fetches what is new, edited or removed since.</source>
            <translation>Öppna synpunktspanelen. Börja med övningsexemplet, som inte behöver något nät: Förhandsvisa, sedan Hämta. Lägg till egna källor med plusknappen och testa dem före den första hämtningen. Uppdatera hämtar det som är nytt, ändrat eller borttaget sedan dess.</translation>
        </message>
        <message>
            <source>Open the post at its source</source>
            <translation>Öppna inlägget hos källan</translation>
        </message>
        <message>
            <source>Options of the connector (JSON)</source>
            <translation>Kopplingens inställningar (JSON)</translation>
        </message>
        <message>
            <source>Order of the list</source>
            <translation>Listans ordning</translation>
        </message>
        <message>
            <source>Order settled (1 = yes)</source>
            <translation>Ordningen avgjord (1 = ja)</translation>
        </message>
        <message>
            <source>Origin of the position</source>
            <translation>Lägets ursprung</translation>
        </message>
        <message>
            <source>Origins</source>
            <translation>Startpunkter</translation>
        </message>
        <message>
            <source>Origins of which one cannot tell</source>
            <translation>Startpunkter där det inte går att säga</translation>
        </message>
        <message>
            <source>Origins that reach a facility</source>
            <translation>Startpunkter som når en målpunkt</translation>
        </message>
        <message>
            <source>Origins with their nearest facility</source>
            <translation>Startpunkter med sin närmaste målpunkt</translation>
        </message>
        <message>
            <source>Origins without a facility within the limit</source>
            <translation>Startpunkter utan målpunkt inom gränsen</translation>
        </message>
        <message>
            <source>Other aggregations that could have been chosen</source>
            <translation>Andra sammanvägningar som kunde ha valts</translation>
        </message>
        <message>
            <source>Other categories</source>
            <translation>Övriga kategorier</translation>
        </message>
        <message>
            <source>Other normalisations that could have been chosen</source>
            <translation>Andra normaliseringar som kunde ha valts</translation>
        </message>
        <message>
            <source>Other part, shorter: a gap in the map?</source>
            <translation>Annan del, kortare: en lucka i kartan?</translation>
        </message>
        <message>
            <source>Other part, {length} m or longer</source>
            <translation>Annan del, minst {length} m</translation>
        </message>
        <message>
            <source>Our framework</source>
            <translation>Vårt ramverk</translation>
        </message>
        <message>
            <source>Outdated: it should be renewed every {months} months.</source>
            <translation>Inaktuell: den bör förnyas med högst {months} månaders mellanrum.</translation>
        </message>
        <message>
            <source>Outliers are to be clamped, but there is nothing to clamp to.</source>
            <translation>Extremvärden ska kapas, men det finns inget att kapa till.</translation>
        </message>
        <message>
            <source>Outliers treated by "log" change the unit, which does not go with "{method}".</source>
            <translation>Extremvärden behandlade med "log" ändrar enheten, vilket inte går ihop med "{method}".</translation>
        </message>
        <message>
            <source>Output patches: for each distance dPC in %, the share of the landscape's connectivity that goes with the patch: dintra (its own area), dflux (its exchange with others), dconn (ways between others that run through it) and their sum dpc; and beyond, the share of the habitat in reach that is reached only thanks to other municipalities. dPC of different patches overlap: their sum can exceed 100 %.</source>
            <translation>Utdata, ytor: för varje avstånd dPC i %, den del av landskapets konnektivitet som försvinner med ytan: dintra (dess egen yta), dflux (dess utbyte med andra), dconn (vägar mellan andra som går genom den) och summan dpc; samt beyond, den del av habitatet inom räckhåll som nås bara tack vare andra kommuner. dPC för olika ytor överlappar: summan kan överstiga 100 %.</translation>
        </message>
        <message>
            <source>Output table: for each municipality and distance its habitat, its part of the equivalent connected area (ECA: one patch of this size would be as well connected), the same with all borders cut, the share that depends on neighbours, and the sum of dPC. The squares of the ECA of all parts add up to the square of the landscape's.</source>
            <translation>Utdata, tabell: för varje kommun och avstånd dess habitat, dess del av den ekvivalenta sammanhängande ytan (ECA: en enda yta av denna storlek hänger lika väl samman), samma sak med alla gränser avskurna, den andel som beror på grannarna, och summan av dPC. Kvadraterna av alla delars ECA summerar till kvadraten av landskapets.</translation>
        </message>
        <message>
            <source>Output: a raster with three bands: 1 supply, 2 nesting suitability, 3 flowers within flight. Cells without data, and classes the table does not know, have no data and weigh nothing.</source>
            <translation>Utdata: ett raster med tre band: 1 tillgång, 2 lämplighet som boplats, 3 blommor inom flyghåll. Celler utan data, och klasser som tabellen inte känner till, saknar data och väger inget.</translation>
        </message>
        <message>
            <source>Output: a table with layer, role, score (0–1), state, evidence and fields, and an assessment file with all that is ready. What is to be decided is left out of the file and told in the log.</source>
            <translation>Resultat: en tabell med lager, roll, poäng (0–1), läge, vad som talar för och fält, samt en bedömningsfil med allt som är klart. Det som måste avgöras lämnas utanför filen och står i loggen.</translation>
        </message>
        <message>
            <source>Output: a table with one row per fault or warning; none when the file is sound.</source>
            <translation>Utdata: en tabell med en rad per fel eller varning; ingen rad när filen är felfri.</translation>
        </message>
        <message>
            <source>Output: a table with one row per finding; nothing is altered.</source>
            <translation>Utdata: en tabell med en rad per iakttagelse; inget ändras.</translation>
        </message>
        <message>
            <source>Output: a table with the group's weight of each name and, with several participants, each one's own. The group's judgement is the geometric mean.</source>
            <translation>Utdata: en tabell med gruppens vikt för varje namn och, med flera deltagare, vars och ens egen. Gruppens bedömning är det geometriska medelvärdet.</translation>
        </message>
        <message>
            <source>Output: a table with today's score and points of the indicator, the points needed, and the raw value that would give them. Indicators that cannot do it alone are left out, and so are missing ones.</source>
            <translation>Utdata: en tabell med dagens poäng totalt och för indikatorn, de poäng som behövs och det råvärde som skulle ge dem. Indikatorer som inte räcker ensamma utelämnas, liksom de som saknas.</translation>
        </message>
        <message>
            <source>Output: edges with their length in metres, the part of the network they belong to (part 1 is the largest; others are islands) and that part's length. Streets drawn more than once (within 0.1 m) have repeat = 1. Nodes are written with the number of edges that meet, streets drawn twice counted once.</source>
            <translation>Utdata: länkar med längd i meter, den del av nätet de hör till (del 1 är störst; övriga är öar) och delens längd. Gator som ritats mer än en gång (inom 0,1 m) har repeat = 1. Noder skrivs med antalet länkar som möts, där dubbelt ritade gator räknas en gång.</translation>
        </message>
        <message>
            <source>Output: raw values with coverage, scores of every pillar, theme and indicator, overall score, rank and coverage, and the points each indicator contributes. The layer arrives styled, and its metadata hold everything needed to make the numbers again.</source>
            <translation>Utdata: råvärden med täckning, poäng för varje pelare, tema och indikator, samlad poäng, rang och täckning, samt de poäng varje indikator bidrar med. Lagret kommer färdigt stilsatt, och dess metadata innehåller allt som behövs för att räkna om talen.</translation>
        </message>
        <message>
            <source>Output: sat_&lt;party&gt; from 0 (a minimum at most) to 1 (all goals met), min_&lt;party&gt; (its minimums hold), all_minimums, pareto (no other alternative is better for one party and as good for all), least_satisfied, binding (the tightest statement) and margin.</source>
            <translation>Utdata: sat_&lt;part&gt; från 0 (högst på minimum) till 1 (alla mål nådda), min_&lt;part&gt; (dess minimikrav uppfylls), all_minimums, pareto (inget annat alternativ är bättre för en part och lika bra för alla), least_satisfied, binding (den snävaste utsagan) och margin.</translation>
        </message>
        <message>
            <source>Output: the areas with the framework's own score, and score_&lt;party&gt;, rank_&lt;party&gt;, the range of ranks (rank_range) and the mean rank. The map shows where the parties disagree most.</source>
            <translation>Utdata: områdena med ramverkets egen poäng samt score_&lt;part&gt;, rank_&lt;part&gt;, spannet mellan rangerna (rank_range) och medelrangen. Kartan visar var parterna är mest oense.</translation>
        </message>
        <message>
            <source>Output: the fields of Score planning areas, and rank_lo and rank_hi (90 % of the draws lie between them), p_top (share of draws among the best), wins_next (share of draws won against the next area) and settled (1 when the interval is narrow). On the map, areas whose order is not settled are faded.</source>
            <translation>Utdata: fälten från Poängsätt planområden samt rank_lo och rank_hi (90 % av dragningarna ligger mellan dem), p_top (andel dragningar bland de bästa), wins_next (andel dragningar som vinns mot nästa område) och settled (1 när intervallet är smalt). På kartan bleknar områden vars ordning inte är avgjord.</translation>
        </message>
        <message>
            <source>Output: the first layer's areas with a difference field per score and layer (d_&lt;layer&gt;_&lt;field&gt;), and outcome_&lt;layer&gt;: 1 winner, -1 loser, 0 unchanged. Areas that are not in both are told, never dropped.</source>
            <translation>Utdata: det första lagrets områden med ett skillnadsfält per poäng och lager (d_&lt;lager&gt;_&lt;fält&gt;) och outcome_&lt;lager&gt;: 1 vinnare, -1 förlorare, 0 oförändrad. Områden som inte finns i båda anges och tappas aldrig.</translation>
        </message>
        <message>
            <source>Output: the origins with near_id and near_name (the facility), distance (m) and minutes including the straight way between points and streets, snap_dist (from the origin to the street taken) and reached: 1 yes, 0 none within the limit, NULL where one cannot tell.</source>
            <translation>Utdata: startpunkterna med near_id och near_name (målpunkten), distance (m) och minutes inklusive den raka vägen mellan punkter och gator, snap_dist (från startpunkten till gatan som används) och reached: 1 ja, 0 ingen inom gränsen, NULL där det inte går att säga.</translation>
        </message>
        <message>
            <source>Output: the planning areas with the counts. Optionally also the buildings as points with their residents, which is the best population layer for measuring access.</source>
            <translation>Utdata: planområdena med antalen. Vid behov även byggnaderna som punkter med sina invånare, vilket är det bästa befolkningslagret för att mäta tillgänglighet.</translation>
        </message>
        <message>
            <source>Output: the same areas, in the same order, with a raw value per indicator and its coverage (fields ending in _cov, 0–1). Where there is no data the value is NULL, never 0.</source>
            <translation>Utdata: samma områden, i samma ordning, med ett råvärde per indikator och dess täckning (fält som slutar på _cov, 0–1). Där data saknas är värdet NULL, aldrig 0.</translation>
        </message>
        <message>
            <source>Output: the same rows with score, rank (1 = best; equal scores share the best place), coverage, a score for every pillar, theme and indicator (s_…) and the points each indicator contributes (c_…), which add up to the score. Scores of an earlier run of Samplan are replaced.</source>
            <translation>Resultat: samma rader med score (poäng), rank (1 = bäst; lika poäng delar bästa plats), coverage (täckning), en poäng för varje pelare, tema och indikator (s_…) och poängen som varje indikator bidrar med (c_…), som tillsammans blir den samlade poängen. Poäng från en tidigare körning av Samplan ersätts.</translation>
        </message>
        <message>
            <source>Output: what Assess planning areas gives, in the files that the document names. A temporary layer, as this dialog proposes it, is made only where the document names none. The lineage holds the document's fingerprint.</source>
            <translation>Resultat: det som Bedöm planområden ger, i de filer som dokumentet anger. Ett tillfälligt lager, som dialogen föreslår, görs bara där dokumentet inte anger något. Härkomsten innehåller dokumentets fingeravtryck.</translation>
        </message>
        <message>
            <source>Outside dialogs write the word, not its number.</source>
            <translation>Utanför dialoger skrivs ordet, inte dess nummer.</translation>
        </message>
        <message>
            <source>Outside dialogs write the words, separated by commas, not their numbers.</source>
            <translation>Utanför dialoger skrivs orden, åtskilda med kommatecken, inte deras nummer.</translation>
        </message>
        <message>
            <source>Own table</source>
            <translation>Egen tabell</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Ägare</translation>
        </message>
        <message>
            <source>Owner, date and licence of the layers, as kept by "Register data".</source>
            <translation>Lagrens ägare, datum och licens, som de förs i "Registrera data".</translation>
        </message>
        <message>
            <source>Pages of the feedback panel</source>
            <translation>Synpunktspanelens flikar</translation>
        </message>
        <message>
            <source>Pale: the place is not settled, see the interval</source>
            <translation>Blekt: platsen är inte säker, se intervallet</translation>
        </message>
        <message>
            <source>Pareto set (1 = yes)</source>
            <translation>Paretomängden (1 = ja)</translation>
        </message>
        <message>
            <source>Part of the landscape</source>
            <translation>Del av landskapet</translation>
        </message>
        <message>
            <source>Part of the network (1 = largest)</source>
            <translation>Del av nätet (1 = störst)</translation>
        </message>
        <message>
            <source>Party</source>
            <translation>Part</translation>
        </message>
        <message>
            <source>Patch</source>
            <translation>Habitatyta</translation>
        </message>
        <message>
            <source>Patches</source>
            <translation>Habitatytor</translation>
        </message>
        <message>
            <source>Patches: polygons that touch or overlap are one patch, unless they have a quality (0–1). The parts of a multipolygon are patches of their own. Patches across a border are cut there; the pieces still touch.</source>
            <translation>Ytor: polygoner som rör vid eller överlappar varandra räknas som en yta, om de inte har en kvalitet (0–1). Delarna av en multipolygon är egna ytor. Ytor över en gräns skärs av där; bitarna rör fortfarande vid varandra.</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Period</translation>
        </message>
        <message>
            <source>Period {period}:</source>
            <translation>Period {period}:</translation>
        </message>
        <message>
            <source>Periods (JSON)</source>
            <translation>Perioder (JSON)</translation>
        </message>
        <message>
            <source>Periods: JSON with a first and a last day each, one of which may be null. Days begin and end at midnight UTC; 2026-05-31T00:00+02:00 is a moment of your own time. Items without a time belong to no period.</source>
            <translation>Perioder: JSON med en första och en sista dag för varje, varav en får vara null. Dygnen börjar och slutar vid midnatt UTC; 2026-05-31T00:00+02:00 är en tidpunkt i din egen tid. Synpunkter utan tid hör inte till någon period.</translation>
        </message>
        <message>
            <source>Periods: with a field for the year, ranks are within each year.</source>
            <translation>Perioder: med ett fält för året gäller rangordningen inom varje år.</translation>
        </message>
        <message>
            <source>Personal data is shown: {kinds}. Do not pass it on.</source>
            <translation>Personuppgifter visas: {kinds}. För dem inte vidare.</translation>
        </message>
        <message>
            <source>Personal data: names, e-mail addresses and author ids are never stored. Texts and positions may still point to people, so state the purpose and until when the feedback is kept; publish only through Publish feedback safely.</source>
            <translation>Personuppgifter: namn, e-postadresser och författares id sparas aldrig. Texter och lägen kan ändå peka ut personer, så ange ändamål och hur länge synpunkterna behålls; publicera bara med Publicera synpunkter säkert.</translation>
        </message>
        <message>
            <source>Pillars and themes without a score of their own, which the score does without.</source>
            <translation>Pelare och teman utan egen poäng, som den samlade poängen klarar sig utan.</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Plats</translation>
        </message>
        <message>
            <source>Place {first}</source>
            <translation>Plats {first}</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Platser</translation>
        </message>
        <message>
            <source>Places a settled area may move</source>
            <translation>Platser som ett avgjort område får flytta</translation>
        </message>
        <message>
            <source>Places between the parties</source>
            <translation>Platser mellan parterna</translation>
        </message>
        <message>
            <source>Places {first}–{last}</source>
            <translation>Plats {first}–{last}</translation>
        </message>
        <message>
            <source>Planning areas</source>
            <translation>Planområden</translation>
        </message>
        <message>
            <source>Planning areas of a layer</source>
            <translation>Planområden i ett lager</translation>
        </message>
        <message>
            <source>Planning areas with counts</source>
            <translation>Planområden med antal</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Lek</translation>
        </message>
        <message>
            <source>Point between two edges</source>
            <translation>Punkt mellan två länkar</translation>
        </message>
        <message>
            <source>Points closer than this are one (m)</source>
            <translation>Punkter närmare varandra än så räknas som en (m)</translation>
        </message>
        <message>
            <source>Points more</source>
            <translation>Fler poäng</translation>
        </message>
        <message>
            <source>Points needed</source>
            <translation>Poäng som behövs</translation>
        </message>
        <message>
            <source>Points of the indicator today</source>
            <translation>Indikatorns poäng i dag</translation>
        </message>
        <message>
            <source>Points of the score</source>
            <translation>Poängens delar</translation>
        </message>
        <message>
            <source>Pollinator map</source>
            <translation>Pollinatörskarta</translation>
        </message>
        <message>
            <source>Pollinator supply</source>
            <translation>Pollinatörstillgång</translation>
        </message>
        <message>
            <source>Pollinator supply (0–1)</source>
            <translation>Pollinatörstillgång (0–1)</translation>
        </message>
        <message>
            <source>Polygons to be measured. They may overlap; the layer is never altered.</source>
            <translation>Ytor som ska mätas. De får överlappa; lagret ändras aldrig.</translation>
        </message>
        <message>
            <source>Population: without it the map mostly shows where people live. With it the rate per resident is studied, by default evened out for cells with few residents (empirical Bayes, Assunção &amp; Reis 1999); cells with fewer residents than the least number are left out and counted.</source>
            <translation>Befolkning: utan den visar kartan mest var folk bor. Med den undersöks antalet per invånare, normalt utjämnat för rutor med få invånare (empirisk Bayes, Assunção &amp; Reis 1999); rutor med färre invånare än det minsta antalet utelämnas och räknas.</translation>
        </message>
        <message>
            <source>Position as text</source>
            <translation>Läge som text</translation>
        </message>
        <message>
            <source>Positions are centres of grid cells of {size} m or more, no places. People chose themselves to write: this is no sample of residents.</source>
            <translation>Lägena är mittpunkter i rutor om minst {size} m, inga platser. Människor har själva valt att skriva: detta är inget urval av invånarna.</translation>
        </message>
        <message>
            <source>Positions are read from the columns {columns}; the first that is filled in counts.</source>
            <translation>Lägen läses från kolumnerna {columns}; den första som är ifylld gäller.</translation>
        </message>
        <message>
            <source>Positions are read from: {columns}</source>
            <translation>Lägen läses från: {columns}</translation>
        </message>
        <message>
            <source>Possible personal data</source>
            <translation>Möjliga personuppgifter</translation>
        </message>
        <message>
            <source>Practice: the connector sample needs neither address nor network.</source>
            <translation>Övning: kopplingen sample behöver varken adress eller nätverk.</translation>
        </message>
        <message>
            <source>Praise</source>
            <translation>Beröm</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Förhandsvisa</translation>
        </message>
        <message>
            <source>Preview of the items</source>
            <translation>Förhandsvisning av posterna</translation>
        </message>
        <message>
            <source>Preview of {name}</source>
            <translation>Förhandsvisning av {name}</translation>
        </message>
        <message>
            <source>Previous selected point</source>
            <translation>Föregående valda punkt</translation>
        </message>
        <message>
            <source>Problem report</source>
            <translation>Felanmälan</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>Förslag</translation>
        </message>
        <message>
            <source>Propose roles of layers</source>
            <translation>Föreslå lagrens roller</translation>
        </message>
        <message>
            <source>Protect people</source>
            <translation>Skydda människor</translation>
        </message>
        <message>
            <source>Public transport</source>
            <translation>Kollektivtrafik</translation>
        </message>
        <message>
            <source>Publish feedback safely</source>
            <translation>Publicera synpunkter säkert</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Ändamål</translation>
        </message>
        <message>
            <source>Purpose: what the feedback is used for</source>
            <translation>Ändamål: vad synpunkterna används till</translation>
        </message>
        <message>
            <source>Purpose: {purpose}</source>
            <translation>Ändamål: {purpose}</translation>
        </message>
        <message>
            <source>Put fewer levels between pillar and indicator.</source>
            <translation>Lägg färre nivåer mellan pelare och indikator.</translation>
        </message>
        <message>
            <source>QGIS has no provider "{name}" here. It has: {known}.</source>
            <translation>QGIS har ingen dataleverantör (provider) ”{name}” här. Det har: {known}.</translation>
        </message>
        <message>
            <source>QGIS's master password is needed to read the authentication configuration. Enter it, or set QGIS_AUTH_PASSWORD_FILE when running without a desktop.</source>
            <translation>QGIS huvudlösenord behövs för att läsa autentiseringskonfigurationen. Ange det, eller sätt QGIS_AUTH_PASSWORD_FILE vid körning utan skrivbord.</translation>
        </message>
        <message>
            <source>QGIS's master password is needed to read the secret behind the pseudonyms. Enter it, or set QGIS_AUTH_PASSWORD_FILE when running without a desktop.</source>
            <translation>QGIS huvudlösenord behövs för att läsa hemligheten bakom pseudonymerna. Ange det, eller sätt QGIS_AUTH_PASSWORD_FILE när du kör utan skrivbord.</translation>
        </message>
        <message>
            <source>Quality (0–1)</source>
            <translation>Kvalitet (0–1)</translation>
        </message>
        <message>
            <source>Rank</source>
            <translation>Rang</translation>
        </message>
        <message>
            <source>Rank (1 = best)</source>
            <translation>Rang (1 = bäst)</translation>
        </message>
        <message>
            <source>Rank correlation (Spearman)</source>
            <translation>Rangkorrelation (Spearman)</translation>
        </message>
        <message>
            <source>Rank, best (5 %)</source>
            <translation>Rang, bästa (5 %)</translation>
        </message>
        <message>
            <source>Rank, mean of the draws</source>
            <translation>Rang, medel av dragningarna</translation>
        </message>
        <message>
            <source>Rank, worst (95 %)</source>
            <translation>Rang, sämsta (95 %)</translation>
        </message>
        <message>
            <source>Rank, {party}</source>
            <translation>Rang, {party}</translation>
        </message>
        <message>
            <source>Ranking</source>
            <translation>Rangordning</translation>
        </message>
        <message>
            <source>Ranks are within each period of the field "{field}", as before.</source>
            <translation>Rangordningen gäller inom varje period i fältet "{field}", som tidigare.</translation>
        </message>
        <message>
            <source>Ranks are within each period. Empty: as the areas were scored before.</source>
            <translation>Rangordningen gäller inom varje period. Tomt: som när områdena poängsattes förra gången.</translation>
        </message>
        <message>
            <source>Raster of counts</source>
            <translation>Raster med antal</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Kvot</translation>
        </message>
        <message>
            <source>Rate studied</source>
            <translation>Undersökt kvot</translation>
        </message>
        <message>
            <source>Raw indicator values with coverage, measured by Samplan.</source>
            <translation>Indikatorernas råvärden med täckning, mätta av Samplan.</translation>
        </message>
        <message>
            <source>Raw value needed</source>
            <translation>Råvärde som behövs</translation>
        </message>
        <message>
            <source>Reach that depends on neighbours, {distance} m (%)</source>
            <translation>Räckvidd som beror på grannar, {distance} m (%)</translation>
        </message>
        <message>
            <source>Reached (1 yes, 0 no)</source>
            <translation>Nådd (1 ja, 0 nej)</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läs</translation>
        </message>
        <message>
            <source>Read as {crs}, most items lie outside Northern Europe; by their size the coordinates ({sample}) could also be of {choices}. If so, choose that system (option crs).</source>
            <translation>Lästa som {crs} ligger de flesta poster utanför norra Europa; av storleken att döma kan koordinaterna ({sample}) också vara i {choices}. Välj i så fall det systemet (alternativet crs).</translation>
        </message>
        <message>
            <source>Read o&amp;n the map</source>
            <translation>Läs på karta&amp;n</translation>
        </message>
        <message>
            <source>Read the file's header and say what each column means.</source>
            <translation>Läs filens kolumnrubriker och säg vad varje kolumn betyder.</translation>
        </message>
        <message>
            <source>Reading the categories</source>
            <translation>Läser kategorierna</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Läser filen</translation>
        </message>
        <message>
            <source>Reading the history</source>
            <translation>Läser historiken</translation>
        </message>
        <message>
            <source>Reading the last update</source>
            <translation>Läser den senaste uppdateringen</translation>
        </message>
        <message>
            <source>Reading the thread</source>
            <translation>Läser tråden</translation>
        </message>
        <message>
            <source>Reading {place} would take more than {megabytes} MB of memory. Choose a smaller page size, extent or period, or split the file.</source>
            <translation>Att läsa {place} skulle ta mer än {megabytes} MB minne. Välj mindre sidor, en mindre utbredning eller en kortare period, eller dela filen.</translation>
        </message>
        <message>
            <source>Reading {url}</source>
            <translation>Läser {url}</translation>
        </message>
        <message>
            <source>Reading: encoding, separator, title rows, a row of units and notes are recognised, names in two rows are put together. What commas and points mean is decided for each column from all its numbers; a column that leaves it open is refused until you choose it under "Decimals follow". Cells such as "..", ":", "–" and "&lt;5" are NULL and counted in the log. Numbers such as -999 count until you say under "Values that mean missing" that they do.</source>
            <translation>Inläsning: teckenkodning, skiljetecken, titelrader, en rad med enheter och noter känns igen, och namn på två rader sätts samman. Vad komma och punkt betyder avgörs för varje kolumn av alla dess tal; en kolumn som lämnar det öppet avvisas tills du väljer det under ”Decimaler föregås av”. Celler som ”..”, ”:”, ”–” och ”&lt;5” blir NULL och räknas i loggen. Tal som -999 räknas tills du under ”Värden som betyder att uppgift saknas” säger att de betyder det.</translation>
        </message>
        <message>
            <source>Reading: everything else, and all other areas, are taken to stay as they are.</source>
            <translation>Att läsa: allt annat, och alla andra områden, antas förbli som de är.</translation>
        </message>
        <message>
            <source>Reads a framework file and lists all its faults at once, each with the pillar, theme and indicator it belongs to, what is wrong and what would be right.</source>
            <translation>Läser en ramverksfil och listar alla dess fel på en gång, vart och ett med den pelare, det tema och den indikator det hör till, vad som är fel och vad som vore rätt.</translation>
        </message>
        <message>
            <source>Reads all feedback of a service or file and keeps a GeoPackage equal to it: new items are added, changed ones updated, removed ones erased. Run it again to update.</source>
            <translation>Läser alla synpunkter i en tjänst eller fil och håller en GeoPackage lika med källan: nya läggs till, ändrade uppdateras, borttagna raderas. Kör igen för att uppdatera.</translation>
        </message>
        <message>
            <source>Recognise from all classes</source>
            <translation>Känn igen efter alla klasser</translation>
        </message>
        <message>
            <source>Recognised: {column}</source>
            <translation>Igenkänd: {column}</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referensvärde</translation>
        </message>
        <message>
            <source>Reference frame</source>
            <translation>Referensram</translation>
        </message>
        <message>
            <source>Reference frame (*.json)</source>
            <translation>Referensram (*.json)</translation>
        </message>
        <message>
            <source>Reference frame of an earlier result</source>
            <translation>Referensram från ett tidigare resultat</translation>
        </message>
        <message>
            <source>Reference frame: save it to score next year's data, or the neighbouring town's, on the same yardstick.</source>
            <translation>Referensram: spara den för att poängsätta nästa års data, eller grannkommunens, med samma måttstock.</translation>
        </message>
        <message>
            <source>Refuse and name them</source>
            <translation>Neka och nämn dem</translation>
        </message>
        <message>
            <source>Register data</source>
            <translation>Registrera data</translation>
        </message>
        <message>
            <source>Registered. {entry}</source>
            <translation>Registrerat. {entry}</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Avslagen</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Remove the connection</source>
            <translation>Ta bort anslutningen</translation>
        </message>
        <message>
            <source>Remove the connection “{name}”?</source>
            <translation>Ta bort anslutningen ”{name}”?</translation>
        </message>
        <message>
            <source>Removed</source>
            <translation>Borttagna</translation>
        </message>
        <message>
            <source>Removed items</source>
            <translation>Borttagna synpunkter</translation>
        </message>
        <message>
            <source>Renormalise: share the weights among what is there</source>
            <translation>Omfördela: fördela vikterna på det som finns</translation>
        </message>
        <message>
            <source>Repeat or burst</source>
            <translation>Upprepning eller skur</translation>
        </message>
        <message>
            <source>Repeated codes: refused unless you choose to add them up (counts such as residents by sex) or to take the first. Shares, means, medians, years, ages, prices and codes are never added up: they stay where all rows agree and are NULL where they differ, unless a rule for the column says otherwise. Totals beside their parts, rows that overlap with others (ages 0-64 beside 0-19 and 20-64, "of which") and exact copies of a row are left out and named in the log. Rows of several years, quarters or months are refused unless a rule says what to do with them.</source>
            <translation>Upprepade koder: avvisas om du inte väljer att lägga ihop dem (antal, till exempel boende efter kön) eller att ta den första. Andelar, medelvärden, medianer, år, åldrar, priser och koder läggs aldrig ihop: de behålls där alla rader är överens och blir NULL där de skiljer sig, om inte en regel för kolumnen säger annat. Totaler bredvid sina delar, rader som överlappar andra (åldrarna 0-64 bredvid 0-19 och 20-64, "därav") och exakta kopior av en rad lämnas utanför och nämns i loggen. Rader för flera år, kvartal eller månader avvisas om inte en regel säger vad som ska göras med dem.</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <source>Reports from before {date} were not read, though the service has some. Set the option earliest to an earlier date to read them.</source>
            <translation>Anmälningar från före {date} lästes inte, fast tjänsten har sådana. Ange ett tidigare datum i alternativet earliest för att läsa dem.</translation>
        </message>
        <message>
            <source>Residential floor area</source>
            <translation>Bostadsyta</translation>
        </message>
        <message>
            <source>Residents</source>
            <translation>Invånare</translation>
        </message>
        <message>
            <source>Resistance raster</source>
            <translation>Motståndsraster</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultat</translation>
        </message>
        <message>
            <source>Result of the test</source>
            <translation>Testets resultat</translation>
        </message>
        <message>
            <source>Robustness of a ranking</source>
            <translation>En rangordnings robusthet</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Roll</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Roller</translation>
        </message>
        <message>
            <source>Row {row} of the table is wrong: {words}. Each row needs a class of its own and two numbers from 0 to 1.</source>
            <translation>Rad {row} i tabellen är fel: {words}. Varje rad behöver en egen klass och två tal från 0 till 1.</translation>
        </message>
        <message>
            <source>Rows without a partner</source>
            <translation>Rader utan motsvarighet</translation>
        </message>
        <message>
            <source>Rows without an area</source>
            <translation>Rader utan område</translation>
        </message>
        <message>
            <source>Rules for columns of repeated codes</source>
            <translation>Regler för kolumner med upprepade koder</translation>
        </message>
        <message>
            <source>Run assessment</source>
            <translation>Kör bedömning</translation>
        </message>
        <message>
            <source>Runs an assessment as its document describes it: planning areas, the layer of each role with filter, fields and classes, settings, framework, the rule for missing data, and the files to write.</source>
            <translation>Kör en bedömning så som dess dokument beskriver den: planområden, lagret för varje roll med filter, fält och klasser, inställningar, ramverk, regeln för saknade data och filerna som ska skrivas.</translation>
        </message>
        <message>
            <source>S&amp;top</source>
            <translation>St&amp;oppa</translation>
        </message>
        <message>
            <source>Same words as an earlier item, near in place and time</source>
            <translation>Samma ord som en tidigare synpunkt, nära i rum och tid</translation>
        </message>
        <message>
            <source>Same words as an earlier one nearby</source>
            <translation>Samma ord som en tidigare i närheten</translation>
        </message>
        <message>
            <source>Samplan does not measure: {names}. The layer scored must have these fields; are they spelt right?</source>
            <translation>Samplan mäter inte: {names}. Lagret som poängsätts måste ha dessa fält; är de rätt stavade?</translation>
        </message>
        <message>
            <source>Samplan knows few of its classes (unknown: {values}): give a table of classes</source>
            <translation>Samplan känner till få av dess klasser (okända: {values}): ange en klasstabell</translation>
        </message>
        <message>
            <source>Samplan met a fault it did not foresee ({kind}: {text}). Do not use what it may have written, and report it with the log above.</source>
            <translation>Samplan stötte på ett fel det inte förutsett ({kind}: {text}). Använd inte det som kan ha skrivits, och rapportera felet med loggen ovan.</translation>
        </message>
        <message>
            <source>Samplan {version}: help</source>
            <translation>Samplan {version}: hjälp</translation>
        </message>
        <message>
            <source>Samplan: citizens' feedback on the map</source>
            <translation>Samplan: invånarnas synpunkter på kartan</translation>
        </message>
        <message>
            <source>Samplan: feedback</source>
            <translation>Samplan: synpunkter</translation>
        </message>
        <message>
            <source>Samplan: results</source>
            <translation>Samplan: resultat</translation>
        </message>
        <message>
            <source>Satisfaction of each party, and where every minimum holds.</source>
            <translation>Varje parts tillfredsställelse, och var alla minimikrav uppfylls.</translation>
        </message>
        <message>
            <source>Satisfaction of {party} (0–1)</source>
            <translation>Tillfredsställelse för {party} (0–1)</translation>
        </message>
        <message>
            <source>Satisfaction, {party}</source>
            <translation>Tillfredsställelse, {party}</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>Save in (GeoPacka&amp;ge)</source>
            <translation>S&amp;para i (GeoPackage)</translation>
        </message>
        <message>
            <source>Scenario</source>
            <translation>Scenario</translation>
        </message>
        <message>
            <source>Scheme of the classes</source>
            <translation>Klassning</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>Poäng</translation>
        </message>
        <message>
            <source>Score (0–1)</source>
            <translation>Poäng (0–1)</translation>
        </message>
        <message>
            <source>Score ({scale})</source>
            <translation>Poäng ({scale})</translation>
        </message>
        <message>
            <source>Score again</source>
            <translation>Poängsätt igen</translation>
        </message>
        <message>
            <source>Score planning areas</source>
            <translation>Poängsätt planområden</translation>
        </message>
        <message>
            <source>Score to reach</source>
            <translation>Poäng att nå</translation>
        </message>
        <message>
            <source>Score today</source>
            <translation>Poäng i dag</translation>
        </message>
        <message>
            <source>Score, fifths</source>
            <translation>Poäng, femtedelar</translation>
        </message>
        <message>
            <source>Score, fixed classes</source>
            <translation>Poäng, fasta klasser</translation>
        </message>
        <message>
            <source>Score, {party}</source>
            <translation>Poäng, {party}</translation>
        </message>
        <message>
            <source>Scored areas</source>
            <translation>Poängsatta områden</translation>
        </message>
        <message>
            <source>Scored layers, today's first</source>
            <translation>Poängsatta lager, dagens först</translation>
        </message>
        <message>
            <source>Scores</source>
            <translation>Poäng</translation>
        </message>
        <message>
            <source>Scores and ranks areas with raw values by a framework of weighted indicators.</source>
            <translation>Poängsätter och rangordnar områden med råvärden efter ett ramverk av viktade indikatorer.</translation>
        </message>
        <message>
            <source>Scores areas by a framework: a tree of pillars, themes and indicators with goalposts or targets, weights and a policy for missing data.</source>
            <translation>Poängsätter områden efter ett ramverk: ett träd av pelare, teman och indikatorer med riktvärden eller mål, vikter och en policy för saknade data.</translation>
        </message>
        <message>
            <source>Scores compared area by area; all layers have the same reference frame.</source>
            <translation>Poäng jämförda område för område; alla lager har samma referensram.</translation>
        </message>
        <message>
            <source>Scores on the yardstick of that result: its framework, goalposts and options. The framework above is then not used.</source>
            <translation>Poängsätter med det resultatets måttstock: dess ramverk, riktvärden och alternativ. Ramverket ovan används då inte.</translation>
        </message>
        <message>
            <source>Scores the areas many times with weights, goalposts and methods drawn anew, and tells for every area between which ranks it stays.</source>
            <translation>Poängsätter områdena många gånger med vikter, riktvärden och metoder som dras på nytt, och visar för varje område mellan vilka platser det håller sig.</translation>
        </message>
        <message>
            <source>Scores the areas once with each party's weights and tells where the parties disagree.</source>
            <translation>Poängsätter områdena en gång med varje parts vikter och visar var parterna är oense.</translation>
        </message>
        <message>
            <source>Scores, ranks and coverage computed by Samplan; the lineage holds the whole frame.</source>
            <translation>Poäng, rang och täckning beräknade av Samplan; härkomsten innehåller hela referensramen.</translation>
        </message>
        <message>
            <source>Search in texts, categories and addresses</source>
            <translation>Sök i texter, kategorier och adresser</translation>
        </message>
        <message>
            <source>Search in the feedback</source>
            <translation>Sök bland synpunkterna</translation>
        </message>
        <message>
            <source>Searching the feedback</source>
            <translation>Söker bland synpunkterna</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>Andra</translation>
        </message>
        <message>
            <source>Second highest</source>
            <translation>Näst högsta</translation>
        </message>
        <message>
            <source>Second lowest</source>
            <translation>Näst lägsta</translation>
        </message>
        <message>
            <source>Second party</source>
            <translation>Andra parten</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>Frö</translation>
        </message>
        <message>
            <source>Seen most differently: {name} ({range} places between the parties).</source>
            <translation>Ses mest olika på: {name} ({range} platser mellan parterna).</translation>
        </message>
        <message>
            <source>Sees which layers of the project can be planning areas, population, green areas, streets and so on.</source>
            <translation>Ser vilka av projektets lager som kan vara planområden, befolkning, grönytor, gator och så vidare.</translation>
        </message>
        <message>
            <source>Sensitive theme</source>
            <translation>Känsligt ämne</translation>
        </message>
        <message>
            <source>Separated by commas, such as school,preschool; empty: all facilities.</source>
            <translation>Åtskilda med komma, till exempel school,preschool; tomt: alla målpunkter.</translation>
        </message>
        <message>
            <source>Separated by commas; empty: all patches.</source>
            <translation>Åtskilda med komma; tomt: alla ytor.</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Tjänst</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>Settings of indicators (JSON)</source>
            <translation>Inställningar för indikatorer (JSON)</translation>
        </message>
        <message>
            <source>Severity</source>
            <translation>Allvarlighetsgrad</translation>
        </message>
        <message>
            <source>Share</source>
            <translation>Dela</translation>
        </message>
        <message>
            <source>Share of an area that the data behind a measured value must cover (the field ending in _cov); otherwise the value counts as missing. Empty: as the framework says (0.5).</source>
            <translation>Andel av ett område som data bakom ett mätt värde måste täcka (fältet som slutar på _cov); annars räknas värdet som saknat. Tomt: som ramverket säger (0,5).</translation>
        </message>
        <message>
            <source>Share of false spots accepted (false discovery rate)</source>
            <translation>Andel falska punkter som godtas (false discovery rate)</translation>
        </message>
        <message>
            <source>Share of settled areas</source>
            <translation>Andel avgjorda områden</translation>
        </message>
        <message>
            <source>Share of the framework's weight that entered the score.</source>
            <translation>Andel av ramverkets vikt som ingår i poängen.</translation>
        </message>
        <message>
            <source>Share of the framework's weight that was observed, in the score or not.</source>
            <translation>Andel av ramverkets vikt som observerats, oavsett om den ingår i poängen.</translation>
        </message>
        <message>
            <source>Share of the thing measured that the data could speak of.</source>
            <translation>Andel av det mätta som data kunde ge besked om.</translation>
        </message>
        <message>
            <source>Share of the weight</source>
            <translation>Andel av vikten</translation>
        </message>
        <message>
            <source>Share of the weight that must enter the score; a pillar or theme without a score of its own does not enter. Empty: as the framework says (0.65).</source>
            <translation>Andel av vikten som måste ingå i poängen; en pelare eller ett tema utan egen poäng ingår inte. Tomt: som ramverket säger (0,65).</translation>
        </message>
        <message>
            <source>Share outside the planning areas</source>
            <translation>Andel utanför planområdena</translation>
        </message>
        <message>
            <source>Share: {what} (%)</source>
            <translation>Andel: {what} (%)</translation>
        </message>
        <message>
            <source>Sheet of a spreadsheet</source>
            <translation>Blad i ett kalkylblad</translation>
        </message>
        <message>
            <source>Shipped: {names}. Copy the template to make your own.</source>
            <translation>Medföljande: {names}. Kopiera mallen för att göra ett eget.</translation>
        </message>
        <message>
            <source>Shorter parts of the network count as gaps in the map (m)</source>
            <translation>Kortare delar av nätet räknas som luckor i kartan (m)</translation>
        </message>
        <message>
            <source>Show &amp;by</source>
            <translation>Visa e&amp;fter</translation>
        </message>
        <message>
            <source>Show it</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>Show the new ones</source>
            <translation>Visa de nya</translation>
        </message>
        <message>
            <source>Shown in a box at the top.</source>
            <translation>Visas i en ruta överst.</translation>
        </message>
        <message>
            <source>Six digits in the column {column} are read as year, month and day.</source>
            <translation>Sex siffror i kolumnen {column} läses som år, månad och dag.</translation>
        </message>
        <message>
            <source>Size: {what}.</source>
            <translation>Storlek: {what}.</translation>
        </message>
        <message>
            <source>Snapping limit (m)</source>
            <translation>Anslutningsavstånd (m)</translation>
        </message>
        <message>
            <source>So&amp;urce</source>
            <translation>Käll&amp;a</translation>
        </message>
        <message>
            <source>Social</source>
            <translation>Social</translation>
        </message>
        <message>
            <source>Some comments also answer polls: those answers are not imported.</source>
            <translation>En del kommentarer svarar också på omröstningar: de svaren importeras inte.</translation>
        </message>
        <message>
            <source>Some submissions are encrypted: ODK Central sends no answers of them, only when they arrived.</source>
            <translation>Vissa inskick är krypterade: ODK Central lämnar inte ut deras svar, bara när de kom in.</translation>
        </message>
        <message>
            <source>Something unexpected happened ({error}). Nothing is lost. The message log (tab Samplan) holds the details; please report them.</source>
            <translation>Något oväntat hände ({error}). Inget har gått förlorat. Detaljerna finns i meddelandeloggen (fliken Samplan); rapportera dem gärna.</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Source of feedback</source>
            <translation>Synpunkternas källa</translation>
        </message>
        <message>
            <source>Source to erase (id or address)</source>
            <translation>Källa att radera (id eller adress)</translation>
        </message>
        <message>
            <source>Source: its id (field source_id) or its address. Left empty, every source is erased whose retention date (Keep until) has passed; nothing else is touched. A nightly job can run it after the import.</source>
            <translation>Källa: dess id (fältet source_id) eller dess adress. Lämnas det tomt raderas alla källor vars gallringsdatum (Behåll till) har passerat; inget annat rörs. Ett nattligt jobb kan köra den efter hämtningen.</translation>
        </message>
        <message>
            <source>Source: {url}</source>
            <translation>Källa: {url}</translation>
        </message>
        <message>
            <source>Sources erased (ids)</source>
            <translation>Raderade källor (id)</translation>
        </message>
        <message>
            <source>Sources: Lonsdorf et al. (2009), Annals of Botany 103; InVEST crop pollination.</source>
            <translation>Källor: Lonsdorf m.fl. (2009), Annals of Botany 103; InVEST crop pollination.</translation>
        </message>
        <message>
            <source>Sources: Saura and Pascual-Hortal (2007), Landscape and Urban Planning 83; Saura and Rubio (2010), Ecography 33; Saura et al. (2011), Ecological Indicators 11.</source>
            <translation>Källor: Saura och Pascual-Hortal (2007), Landscape and Urban Planning 83; Saura och Rubio (2010), Ecography 33; Saura m.fl. (2011), Ecological Indicators 11.</translation>
        </message>
        <message>
            <source>Sources: {sources}.</source>
            <translation>Källor: {sources}.</translation>
        </message>
        <message>
            <source>Speed (km/h)</source>
            <translation>Hastighet (km/h)</translation>
        </message>
        <message>
            <source>Spread of the goalposts (0–1)</source>
            <translation>Riktvärdenas spridning (0–1)</translation>
        </message>
        <message>
            <source>Spread of the weights (0–1)</source>
            <translation>Vikternas spridning (0–1)</translation>
        </message>
        <message>
            <source>Spreadsheet (*.xlsx);;CSV (*.csv)</source>
            <translation>Kalkylblad (*.xlsx);;CSV (*.csv)</translation>
        </message>
        <message>
            <source>Spreadsheets keep numbers as numbers.</source>
            <translation>Kalkylblad behåller tal som tal.</translation>
        </message>
        <message>
            <source>Squares of that side</source>
            <translation>Kvadrater med den sidan</translation>
        </message>
        <message>
            <source>Stakeholder scores</source>
            <translation>Aktörers poäng</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>State what the feedback is used for (purpose).</source>
            <translation>Ange vad synpunkterna används till (ändamål).</translation>
        </message>
        <message>
            <source>State: ready = no doubt; ask = several layers or fields are as likely, or little speaks for it: decide yourself; none = not used. Results of Samplan are never proposed.</source>
            <translation>Läge: ready = ingen tvekan; ask = flera lager eller fält är lika troliga, eller lite talar för det: avgör själv; none = används inte. Samplans egna resultat föreslås aldrig.</translation>
        </message>
        <message>
            <source>Statements: a table with one row per party and indicator: party, field of the areas, minimum, goal and optionally a weight. A goal below the minimum means that less is better.</source>
            <translation>Utsagor: en tabell med en rad per part och indikator: part, fält i områdena, minimum, mål och eventuellt en vikt. Ett mål under minimum betyder att mindre är bättre.</translation>
        </message>
        <message>
            <source>Statistics are often known for larger areas than those being planned. This moves counts (residents, children, jobs) to the planning areas in proportion to dwellings or floor area, so that nobody is lost or invented.</source>
            <translation>Statistik finns ofta för större områden än dem man planerar för. Detta fördelar antal (invånare, barn, arbetstillfällen) till planområdena i proportion till bostäder eller bruttoarea, så att ingen försvinner eller uppstår.</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Status unknown</source>
            <translation>Okänd status</translation>
        </message>
        <message>
            <source>Status: {what} (%)</source>
            <translation>Status: {what} (%)</translation>
        </message>
        <message>
            <source>Statuses to import</source>
            <translation>Statusar att hämta</translation>
        </message>
        <message>
            <source>Stepping stones: the connector part is searched anew without each patch, which takes minutes with hundreds of patches within reach of each other, and is therefore off at first. Without it there is neither dconn nor dpc, but dpcmin: dPC is at least that.</source>
            <translation>Språngbrädor: förbindelsedelen söks på nytt utan varje yta, vilket tar minuter med hundratals ytor inom räckhåll för varandra, och är därför avstängd från början. Utan den finns varken dconn eller dpc, utan dpcmin: dPC är minst så stort.</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>Stoppat.</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>Stoppar …</translation>
        </message>
        <message>
            <source>Stops of these modes count as low capacity, the table does not know them: {names}.</source>
            <translation>Hållplatser med dessa trafikslag räknas som låg kapacitet, eftersom de inte finns i tabellen: {names}.</translation>
        </message>
        <message>
            <source>Stored indicator scores, aggregated with the weights in the lineage.</source>
            <translation>Lagrade indikatorpoäng, sammanvägda med vikterna i härkomsten.</translation>
        </message>
        <message>
            <source>Stored values are multiplied by {scale}, and {offset} is added, as the file says.</source>
            <translation>Lagrade värden multipliceras med {scale} och {offset} läggs till, som filen anger.</translation>
        </message>
        <message>
            <source>Study area</source>
            <translation>Undersökningsområde</translation>
        </message>
        <message>
            <source>Sum of dPC (%)</source>
            <translation>Summa dPC (%)</translation>
        </message>
        <message>
            <source>Sum of dPC without connector (%)</source>
            <translation>Summa dPC utan förbindelse (%)</translation>
        </message>
        <message>
            <source>Sum of dPC, connector (%)</source>
            <translation>Summa dPC, förbindelse (%)</translation>
        </message>
        <message>
            <source>Sum of dPC, exchange (%)</source>
            <translation>Summa dPC, utbyte (%)</translation>
        </message>
        <message>
            <source>Sum of dPC, own area (%)</source>
            <translation>Summa dPC, egen yta (%)</translation>
        </message>
        <message>
            <source>Summarise feedback by area</source>
            <translation>Sammanfatta synpunkter per område</translation>
        </message>
        <message>
            <source>Sweden (SWEREF 99 TM)</source>
            <translation>Sverige (SWEREF 99 TM)</translation>
        </message>
        <message>
            <source>Swedish identity number</source>
            <translation>svenskt personnummer</translation>
        </message>
        <message>
            <source>Switch off when the data have a point at every junction.</source>
            <translation>Stäng av när data har en punkt i varje korsning.</translation>
        </message>
        <message>
            <source>TOPSIS (distance to the ideal)</source>
            <translation>TOPSIS (avstånd till idealet)</translation>
        </message>
        <message>
            <source>TOPSIS in "{group}": the best and the worst are the same for {count} areas; they get the middle of the scale.</source>
            <translation>TOPSIS i "{group}": det bästa och det sämsta är lika för {count} områden; de får skalans mitt.</translation>
        </message>
        <message>
            <source>TOPSIS took its ideal points from each layer's own data.</source>
            <translation>TOPSIS tog sina idealpunkter ur varje lagers egna data.</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabell</translation>
        </message>
        <message>
            <source>Table of comparisons</source>
            <translation>Tabell med jämförelser</translation>
        </message>
        <message>
            <source>Table of statements</source>
            <translation>Tabell med utsagor</translation>
        </message>
        <message>
            <source>Table of statistics</source>
            <translation>Tabell med statistik</translation>
        </message>
        <message>
            <source>Table of weight sets</source>
            <translation>Tabell med viktuppsättningar</translation>
        </message>
        <message>
            <source>Table of weights</source>
            <translation>Tabell med vikter</translation>
        </message>
        <message>
            <source>Table: land cover class (name or code), nesting suitability and flowers, both 0–1. Empty: the table of the indicator Pollinator supply (expert values for the United States, Koh et al. 2016), to be replaced by local knowledge. What codes mean is told by the scheme, the raster's own class names, or a table &lt;raster&gt;_classes.csv (columns code and class) beside it.</source>
            <translation>Tabell: marktäckesklass (namn eller kod), lämplighet som boplats och blommor, båda 0–1. Tomt: tabellen i indikatorn Pollinatörsindex (expertvärden för USA, Koh m.fl. 2016), att ersätta med lokal kunskap. Vad koderna betyder framgår av klassningen, rastrets egna klassnamn eller en tabell &lt;raster&gt;_classes.csv (kolumnerna code och class) bredvid det.</translation>
        </message>
        <message>
            <source>Table: {title}. {source}</source>
            <translation>Tabell: {title}. {source}</translation>
        </message>
        <message>
            <source>Tables (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)</source>
            <translation>Tabeller (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods)</translation>
        </message>
        <message>
            <source>Take it out: a document is passed on. Keep it in an authentication configuration of QGIS and name that here (authcfg).</source>
            <translation>Ta bort det: ett dokument lämnas vidare. Spara det i en autentiseringskonfiguration i QGIS och ange den här (authcfg).</translation>
        </message>
        <message>
            <source>Take the first row</source>
            <translation>Ta första raden</translation>
        </message>
        <message>
            <source>Takes a layer that Score or Assess planning areas has written and aggregates its indicator scores (s_…) again, with other weights, another aggregation or another policy for missing data. Nothing is measured or normalised again.</source>
            <translation>Tar ett lager som Poängsätt eller Bedöm planområden har skrivit och väger samman dess indikatorpoäng (s_…) igen, med andra vikter, en annan sammanvägning eller en annan policy för saknade data. Inget mäts eller normaliseras på nytt.</translation>
        </message>
        <message>
            <source>Takes a table of weight sets and gives, in one run, a score and a rank per party, how well the rankings agree (Kendall's W) and which areas the parties see most differently.</source>
            <translation>Tar en tabell med viktuppsättningar och ger, i en körning, poäng och rang per part, hur väl rangordningarna stämmer överens (Kendalls W) och vilka områden parterna ser mest olika på.</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>Målvärde</translation>
        </message>
        <message>
            <source>Tell authors apart (&amp;by code)</source>
            <translation>Skilj författare åt (med k&amp;od)</translation>
        </message>
        <message>
            <source>Tell authors apart by pseudonyms</source>
            <translation>Skilj författare åt med pseudonymer</translation>
        </message>
        <message>
            <source>Tells how sure a ranking is: rank intervals from many draws of weights and choices.</source>
            <translation>Visar hur säker en rangordning är: rangintervall från många dragningar av vikter och val.</translation>
        </message>
        <message>
            <source>Terms: {url}</source>
            <translation>Villkor: {url}</translation>
        </message>
        <message>
            <source>Test the connection to see what answers, what it holds, and under which licence. Nothing is stored.</source>
            <translation>Testa anslutningen för att se vad som svarar, vad där finns och under vilken licens. Inget sparas.</translation>
        </message>
        <message>
            <source>Test the connection: what answers, what it holds, which licence</source>
            <translation>Testa anslutningen: vad som svarar, vad där finns, vilken licens</translation>
        </message>
        <message>
            <source>Testing {name}</source>
            <translation>Testar {name}</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Text (masked)</source>
            <translation>Text (maskad)</translation>
        </message>
        <message>
            <source>Text hidden because it may hold personal data.</source>
            <translation>Texten är dold eftersom den kan innehålla personuppgifter.</translation>
        </message>
        <message>
            <source>Text stays text: a value such as =1+1 is no formula in the spreadsheet; in CSV an apostrophe stands before it. Dates and times are written as 2026-11-30 and 2026-11-30T14:05:00, lists and maps as JSON.</source>
            <translation>Text förblir text: ett värde som =1+1 blir ingen formel i kalkylbladet; i CSV står en apostrof före det. Datum och tider skrivs som 2026-11-30 och 2026-11-30T14:05:00, listor och uppslagstabeller som JSON.</translation>
        </message>
        <message>
            <source>Texts: only when you choose the fields title or text, and then masked: e-mail, phone, personal identity numbers, number plates, names people give. Masking is imperfect; have a person read the texts first.</source>
            <translation>Texter: bara när du väljer fälten title eller text, och då maskade: e-post, telefon, personnummer, registreringsnummer, namn som folk uppger. Maskningen är ofullkomlig; låt en människa läsa texterna först.</translation>
        </message>
        <message>
            <source>The Decidim site refuses the question: {reason}. Tell its owner.</source>
            <translation>Decidim-webbplatsen avvisar frågan: {reason}. Meddela dess ägare.</translation>
        </message>
        <message>
            <source>The account may not read the form's definition, so choices are shown by their codes, not their labels.</source>
            <translation>Kontot får inte läsa formulärets definition, så svarsalternativ visas med sina koder i stället för etiketter.</translation>
        </message>
        <message>
            <source>The address gives only a part of what the service has ({count} items). Nothing was removed. Raise the limit in the address, or use the connector for OGC API – Features.</source>
            <translation>Adressen ger bara en del av det som tjänsten har ({count} poster). Inget togs bort. Höj gränsen i adressen eller använd kopplingen för OGC API – Features.</translation>
        </message>
        <message>
            <source>The aggregation "{kind}" for "{node}" is not known. Choose one of: {known}.</source>
            <translation>Sammanvägningen "{kind}" för "{node}" är inte känd. Välj en av: {known}.</translation>
        </message>
        <message>
            <source>The answer does not have the form that the protocol promises ({error}). Check the address and the profile; if they are right, tell the service's owner.</source>
            <translation>Svaret har inte den form som protokollet utlovar ({error}). Kontrollera adressen och profilen; om de stämmer, meddela tjänstens ägare.</translation>
        </message>
        <message>
            <source>The answer of {place} is larger than {megabytes} MB. Choose a smaller page size, extent or period.</source>
            <translation>Svaret från {place} är större än {megabytes} MB. Välj mindre sidstorlek, utsnitt eller period.</translation>
        </message>
        <message>
            <source>The answer of {place} was cut short, also when asked again. Nothing of it was used. Try again later.</source>
            <translation>Svaret från {place} höggs av, även vid nytt försök. Inget av det användes. Försök igen senare.</translation>
        </message>
        <message>
            <source>The areas cover more than {most} cells of "{name}" that have a count. Measure fewer areas at a time, or give a raster with larger cells.</source>
            <translation>Områdena täcker mer än {most} celler i "{name}" som har ett antal. Mät färre områden åt gången, eller ange ett raster med större celler.</translation>
        </message>
        <message>
            <source>The areas in {name} lie outside the world in their coordinate reference system {crs}. The layer probably has the wrong system assigned: set the right one and run again.</source>
            <translation>Områdena i {name} ligger utanför världen i sitt koordinatsystem {crs}. Lagret har troligen fått fel system: ange det rätta och kör igen.</translation>
        </message>
        <message>
            <source>The areas lie in {count} regions far apart: each is measured on its own, in its own coordinate reference system.</source>
            <translation>Områdena ligger i {count} regioner långt från varandra: var och en mäts för sig, i sitt eget koordinatsystem.</translation>
        </message>
        <message>
            <source>The areas {areas} reach over so much of the earth that they cannot be measured. Leave them out, or cut them into parts of at most a few thousand kilometres.</source>
            <translation>Områdena {areas} sträcker sig över så stor del av jorden att de inte kan mätas. Utelämna dem, eller dela dem i delar på högst några tusen kilometer.</translation>
        </message>
        <message>
            <source>The assessment "{file}" cannot be read ({reason}). Check its name and that it is a JSON file in UTF-8.</source>
            <translation>Bedömningen ”{file}” kan inte läsas ({reason}). Kontrollera namnet och att det är en JSON-fil i UTF-8.</translation>
        </message>
        <message>
            <source>The assessment "{file}" cannot be written ({reason}). Choose another folder or name.</source>
            <translation>Bedömningen ”{file}” kan inte skrivas ({reason}). Välj en annan mapp eller ett annat namn.</translation>
        </message>
        <message>
            <source>The assessment cannot be used. Correct this and try again ({count}):
{faults}</source>
            <translation>Bedömningen kan inte användas. Rätta detta och försök igen ({count}):
{faults}</translation>
        </message>
        <message>
            <source>The authors (column {column}) were left out: they are only ever kept as pseudonyms, and only when pseudonyms are asked for.</source>
            <translation>Författarna (kolumnen {column}) utelämnades: de sparas bara som pseudonymer, och bara när pseudonymer har begärts.</translation>
        </message>
        <message>
            <source>The buildings have no field with dwellings. Choose one, or weigh by floor area.</source>
            <translation>Byggnaderna har inget fält med bostäder. Välj ett, eller vikta efter bruttoarea.</translation>
        </message>
        <message>
            <source>The categories are known after a preview or an import.</source>
            <translation>Kategorierna är kända efter en förhandsvisning eller hämtning.</translation>
        </message>
        <message>
            <source>The categories cannot be read. Write them like Park; Trafik or like ["Park", "Trafik"].</source>
            <translation>Kategorierna kan inte läsas. Skriv dem som Park; Trafik eller som ["Park", "Trafik"].</translation>
        </message>
        <message>
            <source>The cell size must be positive and k at least 1.</source>
            <translation>Rutstorleken måste vara större än noll och k minst 1.</translation>
        </message>
        <message>
            <source>The cells are in degrees, not metres.</source>
            <translation>Cellerna är i grader, inte meter.</translation>
        </message>
        <message>
            <source>The cells are {narrow} m wide at one end of the raster and {wide} m at the other: distances are those of its middle. Reproject it to a coordinate reference system in metres.</source>
            <translation>Cellerna är {narrow} m breda i ena änden av rastret och {wide} m i den andra: avstånden är de i mitten. Projicera om det till ett koordinatreferenssystem i meter.</translation>
        </message>
        <message>
            <source>The cells of the land cover, {width} × {height} m, are too small for distances of {reach} m. Give a raster with larger cells.</source>
            <translation>Marktäckets celler, {width} × {height} m, är för små för avstånd på {reach} m. Ange ett raster med större celler.</translation>
        </message>
        <message>
            <source>The cells of the noise raster "{name}" are too small ({size} map units) to be followed along the façades. Give a raster with larger cells.</source>
            <translation>Cellerna i bullerrastret "{name}" är för små ({size} kartenheter) för att följas längs fasaderna. Ange ett raster med större celler.</translation>
        </message>
        <message>
            <source>The cells of the raster "{name}" are {width} × {height} map units, which cannot be placed on the map. Give the raster its right georeference first.</source>
            <translation>Cellerna i rastret "{name}" är {width} × {height} kartenheter och kan inte placeras på kartan. Georeferera rastret rätt först.</translation>
        </message>
        <message>
            <source>The cells of the raster "{name}" cannot be measured on the ground (width {width} m, height {height} m). Check its georeference and its coordinate reference system.</source>
            <translation>Cellerna i rastret "{name}" kan inte mätas på marken (bredd {width} m, höjd {height} m). Kontrollera dess georeferering och koordinatreferenssystem.</translation>
        </message>
        <message>
            <source>The cells of the raster "{name}" go from {low} to {high} and are read as dBA.</source>
            <translation>Cellerna i rastret "{name}" går från {low} till {high} och läses som dBA.</translation>
        </message>
        <message>
            <source>The cells of the raster "{name}" go from {low} to {high} and are read as per cent of canopy. If they are something else, such as tree heights in metres, make a raster of canopy shares first.</source>
            <translation>Cellerna i rastret "{name}" går från {low} till {high} och läses som procent krontäckning. Är de något annat, till exempel trädhöjder i meter, gör först ett raster med krontäckningsandelar.</translation>
        </message>
        <message>
            <source>The cells of the raster "{name}" go from {low} to {high}, so they are no percentages; a scale from 0 to {scale} would fit. Where {scale} is full canopy, set the raster value of full canopy (full) to it. Otherwise make a raster of canopy shares with the raster calculator first.</source>
            <translation>Cellerna i rastret "{name}" går från {low} till {high} och är alltså inga procenttal; en skala från 0 till {scale} skulle passa. Om {scale} är full krontäckning, sätt rastervärdet för full krontäckning (full) till det. Gör annars först ett raster med krontäckningsandelar i rasterkalkylatorn.</translation>
        </message>
        <message>
            <source>The classes of "{layer}" ({codes}) are those of no known scheme. Nearest, with what is foreign to each: {nearest}. Choose the scheme of its classes in {parameter}, or give a table of your own with the columns code and class.</source>
            <translation>Klasserna i "{layer}" ({codes}) hör till ingen känd klassning. Närmast, med det som är främmande för var och en: {nearest}. Välj klassning i {parameter}, eller ge en egen tabell med kolumnerna code och class.</translation>
        </message>
        <message>
            <source>The classes of "{layer}" ({codes}) could be those of {schemes}, with different meanings. Choose the scheme of its classes in {parameter}, or give a table of your own with the columns code and class.</source>
            <translation>Klasserna i "{layer}" ({codes}) kan vara de i {schemes}, med olika betydelse. Välj klassning i {parameter}, eller ge en egen tabell med kolumnerna code och class.</translation>
        </message>
        <message>
            <source>The classes of "{layer}" ({codes}) fit {schemes}, but so few or so small numbers may as well be classes of another kind. Choose the scheme of its classes in {parameter}, or give a table of your own with the columns code and class.</source>
            <translation>Klasserna i "{layer}" ({codes}) passar {schemes}, men så få eller så små tal kan lika gärna vara klasser av annat slag. Välj klassning i {parameter}, eller ge en egen tabell med kolumnerna code och class.</translation>
        </message>
        <message>
            <source>The classes of "{layer}" are to be read by {scheme}, which is not there. Choose one of {known}, or give a table of your own.</source>
            <translation>Klasserna i "{layer}" ska läsas enligt {scheme}, som inte finns. Välj en av {known}, eller ge en egen tabell.</translation>
        </message>
        <message>
            <source>The code {code} has a row that is called a total, with {total} in the column "{field}", but its other rows add up to {sum}. Keep only the rows that are to be added up in the table, or take the first row.</source>
            <translation>Koden {code} har en rad som kallas total, med {total} i kolumnen ”{field}”, men dess övriga rader blir tillsammans {sum}. Behåll i tabellen bara de rader som ska läggas ihop, eller ta den första raden.</translation>
        </message>
        <message>
            <source>The code {code} has rows that overlap ({one}; {other}), so that no sum of them is right. Keep the rows of one kind in the table, such as those by age, or take the first row.</source>
            <translation>Koden {code} har rader som överlappar varandra ({one}; {other}), så att ingen summa av dem blir rätt. Behåll i tabellen rader av ett slag, till exempel de efter ålder, eller ta den första raden.</translation>
        </message>
        <message>
            <source>The code {code} has the row "{one}", which overlaps with {other}, but their numbers do not agree. Keep only the rows that are to be added up in the table, or take the first row.</source>
            <translation>Koden {code} har raden "{one}", som överlappar {other}, men deras tal stämmer inte överens. Behåll bara de rader som ska läggas ihop i tabellen, eller ta den första raden.</translation>
        </message>
        <message>
            <source>The column "{column}" has {dimensions} dimensions. It needs one value per area.</source>
            <translation>Kolumnen "{column}" har {dimensions} dimensioner. Den behöver ett värde per område.</translation>
        </message>
        <message>
            <source>The column "{column}" has {found} entries, but "{first}" has {expected}. Give one value per area in every column.</source>
            <translation>Kolumnen "{column}" har {found} värden, men "{first}" har {expected}. Ge ett värde per område i varje kolumn.</translation>
        </message>
        <message>
            <source>The column "{column}" has {found} entries, but there are {expected} areas.</source>
            <translation>Kolumnen "{column}" har {found} värden, men det finns {expected} områden.</translation>
        </message>
        <message>
            <source>The column "{column}" holds {value}, which is not a number. Convert it to a number field first.</source>
            <translation>Kolumnen "{column}" innehåller {value}, som inte är ett tal. Gör om den till ett numeriskt fält först.</translation>
        </message>
        <message>
            <source>The column "{column}" is to hold the data coverage of "{name}", a share from 0 to 1, but {count} areas have other numbers, such as {value:g}. If it is in percent, divide it by 100; make codes for missing values NULL; if it means something else, rename it.</source>
            <translation>Kolumnen "{column}" ska innehålla datatäckningen för "{name}", en andel från 0 till 1, men {count} områden har andra tal, till exempel {value:g}. Om den är i procent, dividera med 100; gör koder för saknade värden till NULL; om den betyder något annat, byt namn på den.</translation>
        </message>
        <message>
            <source>The column "{column}", by which "{name}" is divided, is not there. Add it and try again.</source>
            <translation>Kolumnen "{column}", som "{name}" divideras med, finns inte. Lägg till den och försök igen.</translation>
        </message>
        <message>
            <source>The column "{column}", whose groups fill the gaps of "{name}", is not there. Add it, or choose another imputation.</source>
            <translation>Kolumnen "{column}", vars grupper fyller luckorna i "{name}", finns inte. Lägg till den, eller välj en annan imputering.</translation>
        </message>
        <message>
            <source>The column "{field}" stays text, because {count} cells are no numbers: {texts}.</source>
            <translation>Kolumnen "{field}" förblir text, eftersom {count} celler inte är tal: {texts}.</translation>
        </message>
        <message>
            <source>The column {column} holds the same as columns that are called like ones that name people, and was left out. If it names nobody, say so with {role}={column} in the option columns.</source>
            <translation>Kolumnen {column} har samma innehåll som kolumner vars namn tyder på personuppgifter och har utelämnats. Om den inte namnger någon, ange det med {role}={column} i alternativet columns.</translation>
        </message>
        <message>
            <source>The columns {columns} are called like ones that name people, and are kept readable, as you chose. If they do, choose other columns and erase what was imported: nothing hides them when the feedback is published.</source>
            <translation>Kolumnerna {columns} heter som sådana som namnger personer och sparas läsbara, som du valde. Om de gör det: välj andra kolumner och radera det importerade, för ingenting döljer dem när synpunkterna publiceras.</translation>
        </message>
        <message>
            <source>The comparison of "{a}" with "{b}" is not between two of: {names}.</source>
            <translation>Jämförelsen av "{a}" med "{b}" är inte mellan två av: {names}.</translation>
        </message>
        <message>
            <source>The comparison of "{a}" with "{b}" is {value}. Give a number above 0, such as 3 or 1/3.</source>
            <translation>Jämförelsen av "{a}" med "{b}" är {value}. Ange ett tal över 0, till exempel 3 eller 1/3.</translation>
        </message>
        <message>
            <source>The comparisons contradict each other (consistency ratio {ratio:.2f}, should be at most 0.10). Look first at "{a}" against "{b}": {given:.2g} was said, {fitting:.2g} would fit the rest.</source>
            <translation>Jämförelserna motsäger varandra (konsekvenskvot {ratio:.2f}, bör vara högst 0,10). Se först över "{a}" mot "{b}": {given:.2g} angavs, {fitting:.2g} skulle passa de andra.</translation>
        </message>
        <message>
            <source>The coordinates ({sample}) are not degrees. Choose their coordinate system (option crs); by their size it could be {choices}.</source>
            <translation>Koordinaterna ({sample}) är inte grader. Välj deras koordinatsystem (alternativet crs); av storleken att döma kan det vara {choices}.</translation>
        </message>
        <message>
            <source>The coordinates were given as north, east, and read so.</source>
            <translation>Koordinaterna var angivna som nord, öst, och lästes så.</translation>
        </message>
        <message>
            <source>The database holds pseudonyms made with another secret, and the same author would get two. Nothing was changed. Import in the QGIS profile in which it was made, or into a new database.</source>
            <translation>Databasen har pseudonymer som gjorts med en annan hemlighet, och samma författare skulle få två. Inget ändrades. Importera i den QGIS-profil där den skapades, eller till en ny databas.</translation>
        </message>
        <message>
            <source>The database {path} could not be used ({error}). Nothing was changed. Try again.</source>
            <translation>Databasen {path} kunde inte användas ({error}). Inget ändrades. Försök igen.</translation>
        </message>
        <message>
            <source>The disk is full. Make room, then try again. Nothing was changed.</source>
            <translation>Disken är full. Frigör utrymme och försök igen. Inget ändrades.</translation>
        </message>
        <message>
            <source>The dispersal distance is {median} m. Give a distance above 0.</source>
            <translation>Spridningsavståndet är {median} m. Ange ett avstånd över 0.</translation>
        </message>
        <message>
            <source>The document declares a coordinate system that is not understood ({crs}); its coordinates were read as degrees. Otherwise choose the system (option crs).</source>
            <translation>Dokumentet anger ett koordinatsystem som inte förstås ({crs}); koordinaterna lästes som grader. Välj annars system (alternativet crs).</translation>
        </message>
        <message>
            <source>The entry "{key}" is not known and not used.</source>
            <translation>"{key}" är inte känt och används inte.</translation>
        </message>
        <message>
            <source>The entry "{key}" stands twice in one object.</source>
            <translation>"{key}" står två gånger i samma objekt.</translation>
        </message>
        <message>
            <source>The features of "{name}" lie too far apart, or on both sides of the 180th meridian, to be measured in one go. Select those of one region, tick Selected features only, and run once for each region.</source>
            <translation>Objekten i "{name}" ligger för långt från varandra, eller på båda sidor om 180:e meridianen, för att mätas på en gång. Markera objekten i en region, kryssa i Endast valda objekt och kör en gång per region.</translation>
        </message>
        <message>
            <source>The feedback may tell about health, belief, politics or the like (GDPR Art. 9).</source>
            <translation>Synpunkterna kan handla om hälsa, tro, politik eller liknande (GDPR art. 9).</translation>
        </message>
        <message>
            <source>The feedback of this source was to be kept until {date}, which has passed.</source>
            <translation>Källans synpunkter skulle behållas till {date}, och den dagen har passerat.</translation>
        </message>
        <message>
            <source>The feedback was imported by an older Samplan. Press Update on the first page.</source>
            <translation>Synpunkterna hämtades med en äldre Samplan. Tryck på Uppdatera på första fliken.</translation>
        </message>
        <message>
            <source>The feedback was saved, but {path} cannot be opened as a layer.</source>
            <translation>Synpunkterna sparades, men {path} kan inte öppnas som lager.</translation>
        </message>
        <message>
            <source>The field "{field}" has "{text}", which can be {large} or {small}, and nothing in the field decides it. Choose under "Decimals follow" (parameter DECIMAL) a point, which makes it {point}, or a comma, which makes it {comma}; where there is no such choice, make a numeric field of it first.</source>
            <translation>Fältet "{field}" har "{text}", som kan vara {large} eller {small}, och inget i fältet avgör det. Välj under "Decimaler föregås av" (parametern DECIMAL) punkt, som gör det till {point}, eller kommatecken, som gör det till {comma}; där valet saknas, gör först ett numeriskt fält av det.</translation>
        </message>
        <message>
            <source>The field "{field}" has "{text}": {large}, as the whole numbers in the field say, or {small}, as the other columns of the table say, whose decimals follow a "{mark}". Choose under "Decimals follow" (parameter DECIMAL) a point or a comma.</source>
            <translation>Fältet "{field}" har "{text}": {large}, som heltalen i fältet säger, eller {small}, som tabellens andra kolumner säger, där decimaler följer efter "{mark}". Välj punkt eller komma under "Decimaler föregås av" (parametern DECIMAL).</translation>
        </message>
        <message>
            <source>The fields of the period “{title}” end in _{name}.</source>
            <translation>Fälten för perioden ”{title}” slutar på _{name}.</translation>
        </message>
        <message>
            <source>The fields {names} of "{layer}" are joined or computed in the project, and the assessment reads the file behind it: export the layer and use the copy.</source>
            <translation>Fälten {names} i "{layer}" är kopplade eller beräknade i projektet, men bedömningen läser filen bakom lagret: exportera lagret och använd kopian.</translation>
        </message>
        <message>
            <source>The file "{name}" cannot be read or written ({reason}). Choose another one.</source>
            <translation>Filen "{name}" kan inte läsas eller skrivas ({reason}). Välj en annan.</translation>
        </message>
        <message>
            <source>The file "{path}" cannot be written. Choose another GeoPackage.</source>
            <translation>Filen "{path}" kan inte skrivas. Välj en annan GeoPackage.</translation>
        </message>
        <message>
            <source>The file "{path}" cannot be written. Choose another place or a GeoTIFF (.tif).</source>
            <translation>Filen "{path}" kan inte skrivas. Välj en annan plats eller en GeoTIFF (.tif).</translation>
        </message>
        <message>
            <source>The file "{path}" holds no data register. Make one with "Register data", or leave it empty.</source>
            <translation>Filen "{path}" innehåller inget dataregister. Gör ett med "Registrera data", eller lämna fältet tomt.</translation>
        </message>
        <message>
            <source>The file does not hold a framework.</source>
            <translation>Filen innehåller inget ramverk.</translation>
        </message>
        <message>
            <source>The file has a mask: cells that it leaves out have no data.</source>
            <translation>Filen har en mask: celler som den utelämnar saknar data.</translation>
        </message>
        <message>
            <source>The file is no text. Save the table as CSV or .xlsx.</source>
            <translation>Filen är ingen text. Spara tabellen som CSV eller .xlsx.</translation>
        </message>
        <message>
            <source>The file names the unit "{unit}".</source>
            <translation>Filen anger enheten "{unit}".</translation>
        </message>
        <message>
            <source>The file's no-data value is switched off in the layer's properties.</source>
            <translation>Filens värde för saknade data är avstängt i lagrets egenskaper.</translation>
        </message>
        <message>
            <source>The filter bbox must be [west, south, east, north] in degrees (EPSG:4326), not {value}.</source>
            <translation>Filtret bbox måste vara [väst, syd, öst, nord] i grader (EPSG:4326), inte {value}.</translation>
        </message>
        <message>
            <source>The filter {name} has unknown words: {unknown}. Use {known}.</source>
            <translation>Filtret {name} har okända ord: {unknown}. Använd {known}.</translation>
        </message>
        <message>
            <source>The filter {name} is not a time: {value}. Write it like 2026-05-31 or 2026-05-31T08:00Z.</source>
            <translation>Filtret {name} är ingen tid: {value}. Skriv den som 2026-05-31 eller 2026-05-31T08:00Z.</translation>
        </message>
        <message>
            <source>The filter {name} must be a word or a list of words.</source>
            <translation>Filtret {name} måste vara ett ord eller en lista med ord.</translation>
        </message>
        <message>
            <source>The filter {name} must be words in one text.</source>
            <translation>Filtret {name} måste vara ord i en enda text.</translation>
        </message>
        <message>
            <source>The filters are not valid JSON. Write them like {{"from": "2026-01-01", "text": "cykel"}}.</source>
            <translation>Filtren är inte giltig JSON. Skriv dem som {{"from": "2026-01-01", "text": "cykel"}}.</translation>
        </message>
        <message>
            <source>The filters have a bbox of their own: the extent is not used. Give one of them.</source>
            <translation>Filtren har en egen bbox: utsträckningen används inte. Ange en av dem.</translation>
        </message>
        <message>
            <source>The filters {first} and {second} mean the same. Keep one of them.</source>
            <translation>Filtren {first} och {second} betyder samma sak. Behåll ett av dem.</translation>
        </message>
        <message>
            <source>The first column holds several codes, and is divided into {names}.</source>
            <translation>Den första kolumnen innehåller flera koder och delas upp i {names}.</translation>
        </message>
        <message>
            <source>The first {n} items.</source>
            <translation>De första {n} posterna.</translation>
        </message>
        <message>
            <source>The first {n} of {total} items.</source>
            <translation>De första {n} av {total} poster.</translation>
        </message>
        <message>
            <source>The first {shown} of {all}. Search for a word to find others.</source>
            <translation>De {shown} första av {all}. Sök på ett ord för att hitta fler.</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist.</source>
            <translation>Mappen {folder} finns inte.</translation>
        </message>
        <message>
            <source>The folder {folder} does not exist. Choose another place for the database.</source>
            <translation>Mappen {folder} finns inte. Välj en annan plats för databasen.</translation>
        </message>
        <message>
            <source>The form has no geographic question: nothing will be on the map.</source>
            <translation>Formuläret har ingen kartfråga: inget kommer att finnas på kartan.</translation>
        </message>
        <message>
            <source>The form has no language “{wanted}”; labels are in its first. It has: {languages}.</source>
            <translation>Formuläret har inget språk ”{wanted}”; etiketterna är på dess första. Det har: {languages}.</translation>
        </message>
        <message>
            <source>The form has no question “{name}” of that kind. It has: {questions}.</source>
            <translation>Formuläret har ingen fråga ”{name}” av det slaget. Det har: {questions}.</translation>
        </message>
        <message>
            <source>The framework "{framework}" has no node "{node}". It has: {known}.</source>
            <translation>Ramverket "{framework}" har ingen nod "{node}". Det har: {known}.</translation>
        </message>
        <message>
            <source>The framework "{name}" asks for no indicator that Samplan measures. Use "Score planning areas" with a layer that has its fields.</source>
            <translation>Ramverket "{name}" frågar inte efter någon indikator som Samplan mäter. Använd "Poängsätt planområden" med ett lager som har dess fält.</translation>
        </message>
        <message>
            <source>The framework "{name}" is sound: {count} indicators.</source>
            <translation>Ramverket "{name}" är felfritt: {count} indikatorer.</translation>
        </message>
        <message>
            <source>The framework cannot be used. Correct this and try again ({count}):
{faults}</source>
            <translation>Ramverket kan inte användas. Rätta detta och försök igen ({count}):
{faults}</translation>
        </message>
        <message>
            <source>The framework file "{file}" cannot be read ({reason}). Check its name and that it is UTF-8.</source>
            <translation>Ramverksfilen "{file}" kan inte läsas ({reason}). Kontrollera dess namn och att den är i UTF-8.</translation>
        </message>
        <message>
            <source>The geometry engine shapely was asked for, but shapely 2 or newer is not installed. Install it or choose the engine qgis.</source>
            <translation>Geometrimotorn shapely valdes, men shapely 2 eller nyare är inte installerat. Installera det eller välj motorn qgis.</translation>
        </message>
        <message>
            <source>The goalposts of "{name}" are taken from the data ({low:g} to {high:g}), but its transform "{transform}" cannot take the lower one. Add a "transform_offset", or state the goalpost as a number.</source>
            <translation>Riktvärdena för "{name}" tas ur data ({low:g} till {high:g}), men dess transformation "{transform}" klarar inte det lägre. Lägg till "transform_offset", eller ange riktvärdet som ett tal.</translation>
        </message>
        <message>
            <source>The group</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <source>The header has the same name more than once ({names}); the first column of each is used.</source>
            <translation>Rubrikraden har samma namn mer än en gång ({names}); den första kolumnen av varje används.</translation>
        </message>
        <message>
            <source>The id "{id}" is already used by {other}.</source>
            <translation>Id:t "{id}" används redan av {other}.</translation>
        </message>
        <message>
            <source>The input field "{name}" is kept as "{new}".</source>
            <translation>Fältet "{name}" i indata behålls som "{new}".</translation>
        </message>
        <message>
            <source>The items were erased, but another program uses the file, and it may hold their bytes until that program closes it. Close it there.</source>
            <translation>Synpunkterna raderades, men ett annat program använder filen, som kan innehålla resterna tills det programmet stänger den. Stäng den där.</translation>
        </message>
        <message>
            <source>The judgements "{a}" against "{b}" ({value:g}) and back ({back:g}) do not mirror each other: both must be above 0 and one the inverse of the other.</source>
            <translation>Bedömningarna "{a}" mot "{b}" ({value:g}) och tillbaka ({back:g}) speglar inte varandra: båda måste vara över 0 och den ena den andras invers.</translation>
        </message>
        <message>
            <source>The land cover has {cells} cells; at most {most} can be mapped at once. Cut it into parts that overlap by {overlap} m, or use larger cells.</source>
            <translation>Marktäcket har {cells} celler; högst {most} kan kartläggas på en gång. Dela det i delar som överlappar med {overlap} m, eller använd större celler.</translation>
        </message>
        <message>
            <source>The layer "{layer}" has classes that are not in {scheme}: {foreign}. Nearest, with what is foreign to each: {nearest}. Choose the scheme of its classes, or give a table of your own with the columns code and class.</source>
            <translation>Lagret "{layer}" har klasser som inte finns i {scheme}: {foreign}. Närmast, med det som är främmande för var och en: {nearest}. Välj klassning, eller ge en egen tabell med kolumnerna code och class.</translation>
        </message>
        <message>
            <source>The layer "{name}" chosen for {role} holds the planning areas themselves: it would cover all of every area. Choose the layer that shows {role}, or leave it empty where it is not needed.</source>
            <translation>Lagret "{name}" som är valt för {role} innehåller planeringsområdena själva: det skulle täcka hela varje område. Välj det lager som visar {role}, eller lämna tomt där det inte behövs.</translation>
        </message>
        <message>
            <source>The layer "{name}" for {role} has no geometry. Give a layer on the map; "Join statistics" brings a table to one.</source>
            <translation>Lagret "{name}" för {role} har ingen geometri. Ange ett lager på kartan; "Koppla statistik" kopplar en tabell till ett sådant.</translation>
        </message>
        <message>
            <source>The layer "{name}" for {role} is a raster. Give a layer with features.</source>
            <translation>Lagret "{name}" för {role} är ett raster. Ange ett lager med objekt.</translation>
        </message>
        <message>
            <source>The layer "{name}" for {role} is empty and counts as not given.</source>
            <translation>Lagret "{name}" för {role} är tomt och räknas som inte angivet.</translation>
        </message>
        <message>
            <source>The layer "{name}" has levels up to {highest}, which are no dBA: sound outdoors is at most {loudest}. Bring it to dBA with the raster or field calculator (divide tenths of a decibel by 10), or set such numbers as no data.</source>
            <translation>Lagret "{name}" har nivåer upp till {highest}, vilket inte är dBA: ljud utomhus är högst {loudest}. Räkna om till dBA i raster- eller fältkalkylatorn (dela tiondels decibel med 10), eller ange sådana tal som saknade data.</translation>
        </message>
        <message>
            <source>The layer "{name}" has no features of the class {wanted}. It has: {classes}.</source>
            <translation>Lagret "{name}" har inga objekt av klassen {wanted}. Det har: {classes}.</translation>
        </message>
        <message>
            <source>The layer "{name}" has no field "score". Choose one that Samplan has scored.</source>
            <translation>Lagret "{name}" har inget fält "score". Välj ett som Samplan har poängsatt.</translation>
        </message>
        <message>
            <source>The layer "{name}" has no field "{field}".</source>
            <translation>Lagret "{name}" har inget fält "{field}".</translation>
        </message>
        <message>
            <source>The layer "{name}" has no field with classes. Choose one, or leave the classes empty.</source>
            <translation>Lagret "{name}" har inget fält med klasser. Välj ett, eller lämna klasserna tomma.</translation>
        </message>
        <message>
            <source>The layer "{name}" has no usable geometries. Choose another layer.</source>
            <translation>Lagret "{name}" har inga användbara geometrier. Välj ett annat lager.</translation>
        </message>
        <message>
            <source>The layer "{name}" is empty: there is nothing to work on.</source>
            <translation>Lagret "{name}" är tomt: det finns inget att arbeta med.</translation>
        </message>
        <message>
            <source>The layer carries none.</source>
            <translation>Lagret har ingen.</translation>
        </message>
        <message>
            <source>The layer feedback of a feedback database, or any points.</source>
            <translation>Lagret feedback i en synpunktsdatabas, eller valfria punkter.</translation>
        </message>
        <message>
            <source>The layer for "{layer}" has no field "{name}". It has: {names}.</source>
            <translation>Lagret för "{layer}" har inget fält "{name}". Det har: {names}.</translation>
        </message>
        <message>
            <source>The layer has no numeric field. Choose another layer.</source>
            <translation>Lagret har inget numeriskt fält. Välj ett annat lager.</translation>
        </message>
        <message>
            <source>The layer with the planning areas is not in the project. Choose it under Filters, Areas.</source>
            <translation>Lagret med planområdena finns inte i projektet. Välj det under Filter, Områden.</translation>
        </message>
        <message>
            <source>The layer {layer} has a filter of its own that is a whole query (SELECT …); nothing can be added to it. Change the layer's filter first.</source>
            <translation>Lagret {layer} har ett eget filter som är en hel fråga (SELECT …); inget kan läggas till i den. Ändra lagrets filter först.</translation>
        </message>
        <message>
            <source>The layer {layer} has no area to filter with. Choose another layer.</source>
            <translation>Lagret {layer} har inget område att filtrera med. Välj ett annat lager.</translation>
        </message>
        <message>
            <source>The layer {layer} is being edited. Save or stop editing, then try again.</source>
            <translation>Lagret {layer} redigeras. Spara eller avsluta redigeringen och försök igen.</translation>
        </message>
        <message>
            <source>The layer {name} has no coordinate reference system, so nothing can be measured on it. Right-click the layer, choose Layer CRS &gt; Set Layer CRS, pick the system its coordinates are in, and run again.</source>
            <translation>Lagret {name} har inget koordinatsystem, så inget kan mätas på det. Högerklicka på lagret, ange det koordinatsystem dess koordinater är i (Lagrets koordinatsystem) och kör igen.</translation>
        </message>
        <message>
            <source>The layer {name} has no features. Choose a layer with at least one area.</source>
            <translation>Lagret {name} har inga objekt. Välj ett lager med minst ett område.</translation>
        </message>
        <message>
            <source>The layer {name} has no field called {field}. Choose one of its fields: {fields}.</source>
            <translation>Lagret {name} har inget fält som heter {field}. Välj ett av dess fält: {fields}.</translation>
        </message>
        <message>
            <source>The layer {name} has no field {fields}: what is told from it stays unknown. Give a field that holds it this name.</source>
            <translation>Lagret {name} saknar fältet {fields}: det som räknas ur det förblir okänt. Ge ett fält med det innehållet det namnet.</translation>
        </message>
        <message>
            <source>The layer {name} has {present}, but {wanted} are needed here. Choose another layer.</source>
            <translation>Lagret {name} har {present}, men här behövs {wanted}. Välj ett annat lager.</translation>
        </message>
        <message>
            <source>The layer {name} holds no points. Choose the layer feedback of a feedback database, on the command line {example}.</source>
            <translation>Lagret {name} innehåller inga punkter. Välj lagret feedback i en synpunktsdatabas, på kommandoraden {example}.</translation>
        </message>
        <message>
            <source>The layer's metadata do not tell how its values were measured. Choose a result of Assess planning areas, or of Score planning areas on measured ones.</source>
            <translation>Lagrets metadata berättar inte hur dess värden mättes. Välj ett resultat av Bedöm planområden, eller av Poängsätt planområden på uppmätta områden.</translation>
        </message>
        <message>
            <source>The layer's metadata hold no framework. Choose the framework it was scored by, or score it first.</source>
            <translation>Lagrets metadata innehåller inget ramverk. Välj det ramverk lagret poängsattes med, eller poängsätt det först.</translation>
        </message>
        <message>
            <source>The layer's own one of these where it fits, else the European one</source>
            <translation>Lagrets eget av dessa där det passar, annars det europeiska</translation>
        </message>
        <message>
            <source>The layer's own system {crs} is not used where the feedback lies; the grid is in {better}.</source>
            <translation>Lagrets eget referenssystem {crs} används inte där synpunkterna ligger; rutnätet är i {better}.</translation>
        </message>
        <message>
            <source>The layer's properties add no-data values, which are honoured.</source>
            <translation>Lagrets egenskaper lägger till värden för saknade data; de följs.</translation>
        </message>
        <message>
            <source>The letters of the file are read as {encoding}; it does not say how it is written, or says it wrongly. If they look wrong, set the option encoding.</source>
            <translation>Filens tecken läses som {encoding}; filen anger inte sin teckenkodning, eller anger den fel. Om tecknen ser fel ut, ställ in alternativet encoding.</translation>
        </message>
        <message>
            <source>The lineage could not be stored with the layer: {message}</source>
            <translation>Härkomsten kunde inte sparas med lagret: {message}</translation>
        </message>
        <message>
            <source>The lineage does not tell where all layers are. They are found by their names in an open project; else name them here.</source>
            <translation>Härkomsten berättar inte var alla lager finns. De hittas med sina namn i ett öppet projekt; ange dem annars här.</translation>
        </message>
        <message>
            <source>The list of bands has "{part}". Write a raster layer and the number of its band, such as {example}. Raster layers: {names}.</source>
            <translation>Listan över band innehåller "{part}". Skriv ett rasterlager och numret på dess band, till exempel {example}. Rasterlager: {names}.</translation>
        </message>
        <message>
            <source>The log lists what there is to choose from, {shown} of {count} (id: title). Give the id as CONSULTATION.</source>
            <translation>Loggen listar vad som går att välja, {shown} av {count} (id: titel). Ange id:t som CONSULTATION.</translation>
        </message>
        <message>
            <source>The map shows no place on Earth. Zoom to your area, then try again.</source>
            <translation>Kartan visar ingen plats på jorden. Zooma till ditt område och försök igen.</translation>
        </message>
        <message>
            <source>The metadata could not be stored with the layer: {message}</source>
            <translation>Metadata kunde inte sparas med lagret: {message}</translation>
        </message>
        <message>
            <source>The method "{name}" cannot be varied. Choose from: {known}.</source>
            <translation>Metoden "{name}" kan inte varieras. Välj bland: {known}.</translation>
        </message>
        <message>
            <source>The minimum coverage is {value:g}. Give a share from 0 to 1, such as 0.65.</source>
            <translation>Minsta täckning är {value:g}. Ange en andel från 0 till 1, till exempel 0,65.</translation>
        </message>
        <message>
            <source>The minimum data coverage is {value:g}. Give a share from 0 to 1, such as 0.5.</source>
            <translation>Den minsta datatäckningen är {value:g}. Ange en andel från 0 till 1, till exempel 0,5.</translation>
        </message>
        <message>
            <source>The missing-data policy "{policy}" is not known. Choose one of: {known}.</source>
            <translation>Policyn för saknade data "{policy}" är inte känd. Välj en av: {known}.</translation>
        </message>
        <message>
            <source>The names of the columns are numbers ({text}). If they are data, the table lacks a row of names: add one above.</source>
            <translation>Kolumnnamnen är tal ({text}). Om de är data saknar tabellen en rad med namn: lägg till en ovanför.</translation>
        </message>
        <message>
            <source>The nearest facility of each origin along the streets.</source>
            <translation>Varje startpunkts närmaste målpunkt längs gatorna.</translation>
        </message>
        <message>
            <source>The new field "{name}" is called "{new}".</source>
            <translation>Det nya fältet "{name}" heter "{new}".</translation>
        </message>
        <message>
            <source>The node has both "children" and "indicator".</source>
            <translation>Noden har både "children" och "indicator".</translation>
        </message>
        <message>
            <source>The numbers of the field "{field}" are in "{unit}", as its cells say.</source>
            <translation>Talen i fältet ”{field}” är i ”{unit}”, som dess celler säger.</translation>
        </message>
        <message>
            <source>The numbers of the field "{field}" are in several units ({texts}), and cannot be compared. Convert them to one unit first.</source>
            <translation>Talen i fältet ”{field}” är i flera enheter ({texts}) och kan inte jämföras. Räkna först om dem till en enhet.</translation>
        </message>
        <message>
            <source>The old format .xls does not tell how cells are shown: percentages are read as shares (12 % is 0.12), and codes lose leading zeros that only their format shows. Save the table as .xlsx where that matters.</source>
            <translation>Det gamla formatet .xls säger inte hur celler visas: procent läses som andelar (12 % blir 0,12), och koder förlorar inledande nollor som bara deras format visar. Spara tabellen som .xlsx där det har betydelse.</translation>
        </message>
        <message>
            <source>The option delimiter must be one character or “tab”, not “{value}”.</source>
            <translation>Alternativet delimiter måste vara ett tecken eller ”tab”, inte ”{value}”.</translation>
        </message>
        <message>
            <source>The option {name} must be one of {choices}, not “{value}”.</source>
            <translation>Alternativet {name} måste vara ett av {choices}, inte ”{value}”.</translation>
        </message>
        <message>
            <source>The option {name} must be {wanted}, not “{value}”.</source>
            <translation>Alternativet {name} måste vara {wanted}, inte ”{value}”.</translation>
        </message>
        <message>
            <source>The option {name} names a file that does not exist: {path}.</source>
            <translation>Alternativet {name} anger en fil som inte finns: {path}.</translation>
        </message>
        <message>
            <source>The options must be JSON with these names: {known}.</source>
            <translation>Inställningarna måste vara JSON med dessa namn: {known}.</translation>
        </message>
        <message>
            <source>The part of the raster "{name}" that matters has {columns} × {rows} cells; at most {most} fit in at once. Work on fewer or smaller areas at a time, or give a raster with larger cells.</source>
            <translation>Den del av rastret "{name}" som behövs har {columns} × {rows} celler; högst {most} ryms på en gång. Ta färre eller mindre områden åt gången, eller ange ett raster med större celler.</translation>
        </message>
        <message>
            <source>The parties give every area the same rank.</source>
            <translation>Parterna ger alla områden samma rang.</translation>
        </message>
        <message>
            <source>The party "{party}" weighs "{node}" twice. Keep one of the rows.</source>
            <translation>Parten "{party}" viktar "{node}" två gånger. Behåll en av raderna.</translation>
        </message>
        <message>
            <source>The period ends before it starts: from {start} to {end}. Turn its days round.</source>
            <translation>Perioden slutar innan den börjar: från {start} till {end}. Byt plats på dagarna.</translation>
        </message>
        <message>
            <source>The period {name} ends before it starts. Turn its days round.</source>
            <translation>Perioden {name} slutar innan den börjar. Byt plats på dagarna.</translation>
        </message>
        <message>
            <source>The period {name} has a day that cannot be read: {value}. Write 2026-05-31.</source>
            <translation>Perioden {name} har en dag som inte kan läsas: {value}. Skriv 2026-05-31.</translation>
        </message>
        <message>
            <source>The period {name} needs a first and a last day, one of which may be null.</source>
            <translation>Perioden {name} behöver en första och en sista dag, varav en får vara null.</translation>
        </message>
        <message>
            <source>The periods are not valid JSON. Write them like {{"2025": ["2025-01-01", "2025-12-31"]}}.</source>
            <translation>Perioderna är inte giltig JSON. Skriv dem så här: {{"2025": ["2025-01-01", "2025-12-31"]}}.</translation>
        </message>
        <message>
            <source>The planning areas layer "{name}" is empty. Choose a layer with polygons.</source>
            <translation>Lagret med planområden "{name}" är tomt. Välj ett lager med ytor.</translation>
        </message>
        <message>
            <source>The planning areas overlap: what lies in several of them is counted in each of them.</source>
            <translation>Planområdena överlappar: det som ligger i flera av dem räknas i vart och ett.</translation>
        </message>
        <message>
            <source>The points lie on two grids, such as the middles of 100 m and 1 km squares: everybody would be counted twice. Keep one of them.</source>
            <translation>Punkterna ligger i två rutnät, till exempel mittpunkterna i rutor om 100 m och 1 km: alla skulle räknas två gånger. Behåll ett av dem.</translation>
        </message>
        <message>
            <source>The population layer has no field with the number of residents: no rates.</source>
            <translation>Befolkningslagret har inget fält med antal invånare: inga kvoter.</translation>
        </message>
        <message>
            <source>The population layer needs a field with the number of residents. Choose it, or leave the layer out.</source>
            <translation>Befolkningslagret behöver ett fält med antal invånare. Välj fältet eller utelämna lagret.</translation>
        </message>
        <message>
            <source>The position is that of a whole project area.</source>
            <translation>Läget är ett helt projektområdes.</translation>
        </message>
        <message>
            <source>The position is that of the post it answers to.</source>
            <translation>Läget är detsamma som för inlägget det svarar på.</translation>
        </message>
        <message>
            <source>The position is the middle of a line or an area.</source>
            <translation>Läget är mitten av en linje eller yta.</translation>
        </message>
        <message>
            <source>The project has no contributions, or its owner has set it to internal.</source>
            <translation>Projektet har inga bidrag, eller så har dess ägare gjort det internt.</translation>
        </message>
        <message>
            <source>The project holds no assessment. Give the file of one, or a result of Assess planning areas.</source>
            <translation>Projektet innehåller ingen bedömning. Ange filen med en, eller ett resultat av Bedöm planområden.</translation>
        </message>
        <message>
            <source>The raster "{name}" comes from a service, whose cells cannot be read. Save it as a GeoTIFF (Export › Save As…) and give that.</source>
            <translation>Rastret "{name}" kommer från en tjänst, vars celler inte kan läsas. Spara det som GeoTIFF (Exportera › Spara som …) och ange den filen.</translation>
        </message>
        <message>
            <source>The raster "{name}" does not reach any habitat patch. Choose a raster that covers them.</source>
            <translation>Rastret "{name}" når ingen habitatyta. Välj ett raster som täcker dem.</translation>
        </message>
        <message>
            <source>The raster "{name}" does not reach any planning area. Choose a raster that covers them.</source>
            <translation>Rastret "{name}" når inte något planområde. Välj ett raster som täcker dem.</translation>
        </message>
        <message>
            <source>The raster "{name}" has more than {most} different values: measurements, not classes. Choose a land cover with a class in each cell.</source>
            <translation>Rastret "{name}" har fler än {most} olika värden: mätvärden, inte klasser. Välj ett marktäcke med en klass per cell.</translation>
        </message>
        <message>
            <source>The raster "{name}" has no data in any cell.</source>
            <translation>Rastret "{name}" har inga data i någon cell.</translation>
        </message>
        <message>
            <source>The raster has cells without a size. Assign it a georeference first.</source>
            <translation>Rastret har celler utan storlek. Georeferera det först.</translation>
        </message>
        <message>
            <source>The raster is huge: totals are those of the cells that the planning areas touch.</source>
            <translation>Rastret är mycket stort: summorna gäller de celler som planområdena berör.</translation>
        </message>
        <message>
            <source>The raster is huge: {count} tiles spread over it were looked at.</source>
            <translation>Rastret är mycket stort: {count} rutor spridda över det har granskats.</translation>
        </message>
        <message>
            <source>The raster {name} cannot be opened. Check that its file is in place.</source>
            <translation>Rastret {name} kan inte öppnas. Kontrollera att filen finns på plats.</translation>
        </message>
        <message>
            <source>The raster {name} cannot be read. The file may be damaged.</source>
            <translation>Rastret {name} kan inte läsas. Filen kan vara skadad.</translation>
        </message>
        <message>
            <source>The raster {name} has no band {band}. Choose a band it has and run again.</source>
            <translation>Rastret {name} har inget band {band}. Välj ett band det har och kör igen.</translation>
        </message>
        <message>
            <source>The raster {name} holds complex numbers, which cannot be measured. Choose a raster of ordinary numbers.</source>
            <translation>Rastret {name} innehåller komplexa tal, som inte kan mätas. Välj ett raster med vanliga tal.</translation>
        </message>
        <message>
            <source>The reference "{reference}" is not known. Choose zero, mean or target.</source>
            <translation>Jämförelsepunkten "{reference}" är inte känd. Välj zero, mean eller target.</translation>
        </message>
        <message>
            <source>The reference day {value} cannot be read. Write it like 2026-05-31.</source>
            <translation>Referensdagen {value} kan inte läsas. Skriv den som 2026-05-31.</translation>
        </message>
        <message>
            <source>The reference frame "{file}" cannot be read ({reason}).</source>
            <translation>Referensramen "{file}" kan inte läsas ({reason}).</translation>
        </message>
        <message>
            <source>The reference frame belongs to the framework "{theirs}" {their_version}, not to "{mine}" {my_version}. Score with the frame's own framework, or without a frame.</source>
            <translation>Referensramen hör till ramverket "{theirs}" {their_version}, inte till "{mine}" {my_version}. Poängsätt med ramens eget ramverk, eller utan ram.</translation>
        </message>
        <message>
            <source>The reference frame knows no period "{period}" for "{name}". Score without the frame.</source>
            <translation>Referensramen har ingen period "{period}" för "{name}". Poängsätt utan ramen.</translation>
        </message>
        <message>
            <source>The reference frame was changed after it was saved. Score the base year again to make a new one.</source>
            <translation>Referensramen har ändrats sedan den sparades. Poängsätt basåret igen för att göra en ny.</translation>
        </message>
        <message>
            <source>The reference has no value for: {names}. Give one score per indicator.</source>
            <translation>Jämförelsepunkten saknar värde för: {names}. Ge en poäng per indikator.</translation>
        </message>
        <message>
            <source>The report could not be written; the log says why.</source>
            <translation>Rapporten kunde inte skrivas; loggen säger varför.</translation>
        </message>
        <message>
            <source>The report template "{name}" in the folder "{folder}" cannot be used: {error}. Correct it, or remove it to have Samplan's own.</source>
            <translation>Rapportmallen "{name}" i mappen "{folder}" kan inte användas: {error}. Rätta den, eller ta bort den för att få Samplans egen.</translation>
        </message>
        <message>
            <source>The reports do not say when they were made, so older ones could not be asked for. Nothing was removed. Tell the service's owner.</source>
            <translation>Anmälningarna anger inte när de gjordes, så äldre kunde inte efterfrågas. Inget togs bort. Säg till tjänstens ägare.</translation>
        </message>
        <message>
            <source>The resistance raster has {cells} cells; at most {most} can be searched. Use larger cells.</source>
            <translation>Motståndsrastret har {cells} celler; högst {most} kan genomsökas. Använd större celler.</translation>
        </message>
        <message>
            <source>The retention date {date} has passed: erase this feedback, in the panel or with Erase feedback (erasefeedback) in the toolbox.</source>
            <translation>Gallringsdatumet {date} har passerat: radera dessa synpunkter, i panelen eller med Radera synpunkter (erasefeedback) i verktygslådan.</translation>
        </message>
        <message>
            <source>The retention date {value} is not a date. Write it like 2027-12-31.</source>
            <translation>Gallringsdatumet {value} är inget datum. Skriv det som 2027-12-31.</translation>
        </message>
        <message>
            <source>The rows "{one}" and "{other}" of the table overlap, so that no sum of them is right. Keep rows that do not overlap in the table, or take the first row.</source>
            <translation>Raderna "{one}" och "{other}" i tabellen överlappar varandra, så att ingen summa av dem blir rätt. Behåll rader som inte överlappar i tabellen, eller ta den första raden.</translation>
        </message>
        <message>
            <source>The rows of a code are of several periods ({periods} in the column "{field}"): their sum counts the same things once for each. Keep the rows of one period in the table, or say with RULES that they are to be added up, such as {column}=sum.</source>
            <translation>Raderna för en kod gäller flera perioder ({periods} i kolumnen "{field}"): summan av dem räknar samma sak en gång för varje period. Behåll raderna för en period i tabellen, eller säg med RULES att de ska läggas ihop, till exempel {column}=sum.</translation>
        </message>
        <message>
            <source>The scenario "{name}" has no column "{column}". Score it first.</source>
            <translation>Scenariot "{name}" har ingen kolumn "{column}". Poängsätt det först.</translation>
        </message>
        <message>
            <source>The scenario "{name}" has {keys} keys for {size} areas.</source>
            <translation>Scenariot "{name}" har {keys} nycklar för {size} områden.</translation>
        </message>
        <message>
            <source>The secret behind the pseudonyms cannot be kept: {file} cannot be written. Without it every import would make other pseudonyms. Nothing was imported. Make the QGIS profile writable, or import without pseudonyms.</source>
            <translation>Hemligheten bakom pseudonymerna kan inte bevaras: {file} går inte att skriva. Utan den skulle varje import ge andra pseudonymer. Inget importerades. Gör QGIS-profilen skrivbar, eller importera utan pseudonymer.</translation>
        </message>
        <message>
            <source>The secret behind the pseudonyms in {path} is not in this QGIS profile, and with another one the same author would get two pseudonyms. Import in the profile, and the first time in the project, in which it was made, or without pseudonyms, or into a new database.</source>
            <translation>Hemligheten bakom pseudonymerna i {path} finns inte i den här QGIS-profilen, och med en annan skulle samma författare få två pseudonymer. Importera i den profil, och första gången i det projekt, där de skapades, eller utan pseudonymer, eller till en ny databas.</translation>
        </message>
        <message>
            <source>The secret behind them stays in this QGIS profile, outside the project and the database. Pseudonyms are still personal data.</source>
            <translation>Hemligheten bakom dem stannar i den här QGIS-profilen, utanför projektet och databasen. Pseudonymer är fortfarande personuppgifter.</translation>
        </message>
        <message>
            <source>The secret for pseudonyms needs at least {least} characters.</source>
            <translation>Hemligheten för pseudonymer behöver minst {least} tecken.</translation>
        </message>
        <message>
            <source>The service answers like the profile “{found}”. Choose that one in the connection.</source>
            <translation>Tjänsten svarar som profilen ”{found}”. Välj den i anslutningen.</translation>
        </message>
        <message>
            <source>The service answers with latitude before longitude: as they come, most items lie outside the extent that it declares, and the other way round inside. Set the option “Swap the coordinates” (swap).</source>
            <translation>Tjänsten svarar med latitud före longitud: som de kommer ligger de flesta synpunkterna utanför den utbredning som tjänsten anger, men innanför med omvänd ordning. Slå på alternativet ”Byt plats på koordinaterna” (swap).</translation>
        </message>
        <message>
            <source>The service answers, but lists nothing that could be imported.</source>
            <translation>Tjänsten svarar, men listar inget som kan hämtas.</translation>
        </message>
        <message>
            <source>The service at {place} does not answer in {chosen}, but it does in {other}. Set the option format to {other} or auto.</source>
            <translation>Tjänsten på {place} svarar inte i {chosen}, men väl i {other}. Sätt alternativet format till {other} eller auto.</translation>
        </message>
        <message>
            <source>The service delivers at most {count} reports at once, and at least as many were made within one second ({second}). Some of these could not be read; older ones were. Nothing was removed. Raise the option page_size; if that does not help, tell the service's owner.</source>
            <translation>Tjänsten lämnar ut högst {count} anmälningar åt gången, och minst så många gjordes inom en och samma sekund ({second}). Några av dem kunde inte läsas, men äldre lästes. Inget togs bort. Höj alternativet page_size; om det inte hjälper, säg till tjänstens ägare.</translation>
        </message>
        <message>
            <source>The service delivers at most {count} reports at once, even within a minute ({minute}). Some of these could not be read. Nothing was removed. Tell the service's owner.</source>
            <translation>Tjänsten lämnar ut högst {count} anmälningar åt gången, även inom en minut ({minute}). Några av dem kunde inte läsas. Inget togs bort. Säg till tjänstens ägare.</translation>
        </message>
        <message>
            <source>The service delivers nothing for the jurisdiction id “{id}”. Check it, or leave it blank.</source>
            <translation>Tjänsten levererar ingenting för jurisdiktions-id ”{id}”. Kontrollera det eller lämna det tomt.</translation>
        </message>
        <message>
            <source>The service does not show the hearing {hearing}: it has been unpublished, or the id is wrong.</source>
            <translation>Tjänsten visar inte samrådet {hearing}: det har avpublicerats, eller så är id:t fel.</translation>
        </message>
        <message>
            <source>The service fails on {count} reports, so they cannot be read; all others were. Nothing was removed. Tell the service's owner.</source>
            <translation>Tjänsten klarar inte att lämna ut {count} anmälningar, så de kan inte läsas; alla andra lästes. Inget togs bort. Säg till tjänstens ägare.</translation>
        </message>
        <message>
            <source>The service has no category of reports with the code “{chosen}”. It has {found}.</source>
            <translation>Tjänsten har ingen kategori av anmälningar med koden ”{chosen}”. Den har {found}.</translation>
        </message>
        <message>
            <source>The service has no category of reports with the code “{chosen}”. The most similar of its {count} are {found}; the connection test lists all of them.</source>
            <translation>Tjänsten har ingen kategori av anmälningar med koden ”{chosen}”. De mest lika av dess {count} är {found}; anslutningstestet listar alla.</translation>
        </message>
        <message>
            <source>The service has nothing for the consultation {consultation}. Check its id if that is unexpected.</source>
            <translation>Tjänsten har inget för samrådet {consultation}. Kontrollera dess id om det är oväntat.</translation>
        </message>
        <message>
            <source>The service has nothing for these filters. Check them if that is unexpected.</source>
            <translation>Tjänsten har inget för de här filtren. Kontrollera dem om det är oväntat.</translation>
        </message>
        <message>
            <source>The service lists nothing at all, as it does during maintenance. Nothing was removed; run the update again later.</source>
            <translation>Tjänsten listar ingenting alls, så som den gör under underhåll. Inget togs bort; kör uppdateringen igen senare.</translation>
        </message>
        <message>
            <source>The service no longer delivers a {part} for {emptied} of the {had} items that had one. That many are not believed to have lost it: a question or column was probably renamed. Those items were kept as they were, and nothing was removed. Check the columns or questions chosen for this source. If it really is gone, run again and accept the loss.</source>
            <translation>Tjänsten levererar inte längre {part} för {emptied} av de {had} synpunkter som hade det. Att så många skulle ha förlorat det är inte troligt: en fråga eller kolumn har nog bytt namn. De synpunkterna behölls som de var, och inget togs bort. Kontrollera de kolumner eller frågor som valts för källan. Är det verkligen borta, kör igen och godta förlusten.</translation>
        </message>
        <message>
            <source>The service no longer delivers {missing} of the {stored} items that were here. That many are not believed to be gone, and nothing was removed. Check the address, the consultation and the id column. If they really are gone, run again and accept the loss.</source>
            <translation>Tjänsten lämnar inte längre ut {missing} av de {stored} synpunkter som fanns här. Så många tros inte vara borta, och inget togs bort. Kontrollera adressen, samrådet och id-kolumnen. Om de verkligen är borta, kör igen och godta förlusten.</translation>
        </message>
        <message>
            <source>The service repeats the same page: not everything could be read. Nothing was removed.</source>
            <translation>Tjänsten upprepar samma sida: allt kunde inte läsas. Inget togs bort.</translation>
        </message>
        <message>
            <source>The service reported a problem beside its answer ({reason}). Items that it concerns stay as they are; nothing is removed.</source>
            <translation>Tjänsten rapporterade ett problem vid sidan av svaret ({reason}). Poster som berörs lämnas som de är; inget tas bort.</translation>
        </message>
        <message>
            <source>The service says it holds {n} items.</source>
            <translation>Tjänsten säger sig ha {n} poster.</translation>
        </message>
        <message>
            <source>The service says that it has {total} items, but delivered {found}. Nothing was removed.</source>
            <translation>Tjänsten säger att den har {total} poster, men lämnade {found}. Inget togs bort.</translation>
        </message>
        <message>
            <source>The service states no licence or terms: ask its owner before you publish.</source>
            <translation>Tjänsten anger ingen licens och inga villkor: fråga dess ägare innan du publicerar.</translation>
        </message>
        <message>
            <source>The service went on and on: reading stopped after {pages} pages, {items} items, {minutes} minutes and {megabytes} MB (limits: {most_pages} pages, {most_items} items, {most_minutes} minutes, {most_megabytes} MB). What arrived was kept; nothing was removed. Choose a smaller extent or period, or tell the service's owner that its pages never end.</source>
            <translation>Tjänsten slutade aldrig skicka: läsningen avbröts efter {pages} sidor, {items} synpunkter, {minutes} minuter och {megabytes} MB (gränser: {most_pages} sidor, {most_items} synpunkter, {most_minutes} minuter, {most_megabytes} MB). Det som kom har sparats; inget har tagits bort. Välj en mindre utbredning eller en kortare period, eller meddela tjänstens ägare att sidorna aldrig tar slut.</translation>
        </message>
        <message>
            <source>The service's address, or a file for the connector file. Write no secret into it.</source>
            <translation>Tjänstens adress, eller en fil för kopplingen file. Skriv ingen hemlighet i den.</translation>
        </message>
        <message>
            <source>The services layer has none of {classes}: nobody reaches group {number} of access_services. If the layer is incomplete, take the group out of the table.</source>
            <translation>Servicelagret har ingen av {classes}: ingen når grupp {number} i access_services. Om lagret är ofullständigt, ta bort gruppen ur tabellen.</translation>
        </message>
        <message>
            <source>The settings are no valid JSON ({error}). Write them like {example}.</source>
            <translation>Inställningarna är inte giltig JSON ({error}). Skriv dem som {example}.</translation>
        </message>
        <message>
            <source>The settings must name indicators, like {example}.</source>
            <translation>Inställningarna måste namnge indikatorer, som {example}.</translation>
        </message>
        <message>
            <source>The settings name "{name}", which is no indicator with settings. Write them like {example}.</source>
            <translation>Inställningarna nämner "{name}", som inte är någon indikator med inställningar. Skriv dem som {example}.</translation>
        </message>
        <message>
            <source>The sheet "{sheet}" is read. The spreadsheet also has: {names}.</source>
            <translation>Bladet ”{sheet}” läses. Kalkylbladet har också: {names}.</translation>
        </message>
        <message>
            <source>The site gives no comments of {count} items, probably because one of them was deleted. Those items are here without their comments.</source>
            <translation>Webbplatsen lämnar inte ut kommentarerna till {count} poster, troligen för att någon av dem har tagits bort. De posterna finns här utan sina kommentarer.</translation>
        </message>
        <message>
            <source>The site refuses questions with comments; only the items themselves were imported.</source>
            <translation>Webbplatsen avvisar frågor med kommentarer; bara posterna själva hämtades.</translation>
        </message>
        <message>
            <source>The site shows {levels} levels of comments only: {count} comments have further replies, not imported.</source>
            <translation>Webbplatsen visar bara {levels} nivåer av kommentarer: {count} kommentarer har fler svar, som inte hämtades.</translation>
        </message>
        <message>
            <source>The smallest single change of each indicator that lifts an area one rank or to a score.</source>
            <translation>Den minsta enskilda förändring av varje indikator som lyfter ett område en plats eller till en viss poäng.</translation>
        </message>
        <message>
            <source>The source has not changed since the last run.</source>
            <translation>Källan har inte ändrats sedan den senaste körningen.</translation>
        </message>
        <message>
            <source>The source holds a password or a token.</source>
            <translation>Källan innehåller ett lösenord eller en nyckel.</translation>
        </message>
        <message>
            <source>The source holds no items.</source>
            <translation>Källan har inga poster.</translation>
        </message>
        <message>
            <source>The source is read once more: it changed meanwhile, or items would be removed that a second look may find.</source>
            <translation>Källan läses en gång till: den ändrades under tiden, eller så skulle synpunkter tas bort som en andra läsning kan hitta.</translation>
        </message>
        <message>
            <source>The source kept changing while it was read. What arrived was kept; nothing was removed. Run the update again at a quieter time.</source>
            <translation>Källan ändrades hela tiden medan den lästes. Det som kom fram behölls; inget togs bort. Kör uppdateringen igen vid en lugnare tidpunkt.</translation>
        </message>
        <message>
            <source>The source lists nothing to choose from.</source>
            <translation>Källan har ingen lista att välja ur.</translation>
        </message>
        <message>
            <source>The source names no authors, so that no pseudonyms were made.</source>
            <translation>Källan anger inga författare, så inga pseudonymer skapades.</translation>
        </message>
        <message>
            <source>The spread of the goalposts is {value}. Give 0 to below 0.5, such as 0.1.</source>
            <translation>Riktvärdenas spridning är {value}. Ange 0 till under 0,5, till exempel 0,1.</translation>
        </message>
        <message>
            <source>The spread of the weights is {value}. Give 0 or more, such as 0.25.</source>
            <translation>Vikternas spridning är {value}. Ange 0 eller mer, till exempel 0,25.</translation>
        </message>
        <message>
            <source>The spreadsheet has no sheet "{sheet}". It has: {names}.</source>
            <translation>Kalkylfilen har inget blad "{sheet}". Den har: {names}.</translation>
        </message>
        <message>
            <source>The street layer has no lines with a length. Choose another layer or repair it.</source>
            <translation>Gatulagret har inga linjer med någon längd. Välj ett annat lager eller reparera det.</translation>
        </message>
        <message>
            <source>The streets as edges, by connected part.</source>
            <translation>Gatorna som länkar, efter sammanhängande del.</translation>
        </message>
        <message>
            <source>The streets fall into {parts} parts that are not connected; {count} of them are shorter than {length} m. Build network shows them.</source>
            <translation>Gatorna består av {parts} delar utan förbindelse med varandra; {count} av dem är kortare än {length} m. Bygg nätverk visar dem.</translation>
        </message>
        <message>
            <source>The study area has no usable polygon.</source>
            <translation>Undersökningsområdet har ingen användbar yta.</translation>
        </message>
        <message>
            <source>The style could not be stored with the layer: {message}</source>
            <translation>Stilen kunde inte sparas med lagret: {message}</translation>
        </message>
        <message>
            <source>The table "functions" of land_use_mix needs at least two different functions.</source>
            <translation>Tabellen "functions" för land_use_mix behöver minst två olika funktioner.</translation>
        </message>
        <message>
            <source>The table "groups" of access_services names no group. Give each class a number from 1.</source>
            <translation>Tabellen "groups" för access_services anger ingen grupp. Ge varje klass ett nummer från 1.</translation>
        </message>
        <message>
            <source>The table "{name}" of {indicator} must give a number for each class, like {example}.</source>
            <translation>Tabellen "{name}" för {indicator} måste ge ett tal för varje klass, som {example}.</translation>
        </message>
        <message>
            <source>The table "{path}" cannot be read: {error}. Open it in a spreadsheet and save it as CSV or .xlsx.</source>
            <translation>Tabellen "{path}" kan inte läsas: {error}. Öppna den i ett kalkylprogram och spara den som CSV eller .xlsx.</translation>
        </message>
        <message>
            <source>The table "{path}" has no rows.</source>
            <translation>Tabellen "{path}" har inga rader.</translation>
        </message>
        <message>
            <source>The table "{table}" has no field "{field}". It has: {names}.</source>
            <translation>Tabellen "{table}" har inget fält "{field}". Den har: {names}.</translation>
        </message>
        <message>
            <source>The table "{title}" has "{value}" for {name}: write a number.</source>
            <translation>Tabellen "{title}" har "{value}" för {name}: skriv ett tal.</translation>
        </message>
        <message>
            <source>The table has a header, but no rows below it.</source>
            <translation>Tabellen har en rubrikrad men inga rader under den.</translation>
        </message>
        <message>
            <source>The table has no column "{name}". It has: {names}.</source>
            <translation>Tabellen har ingen kolumn "{name}". Den har: {names}.</translation>
        </message>
        <message>
            <source>The table has several columns "{name}", one below each group. Give the whole name of the one you mean: {names}.</source>
            <translation>Tabellen har flera kolumner "{name}", en under varje grupp. Ange hela namnet på den du menar: {names}.</translation>
        </message>
        <message>
            <source>The table of classes {path} cannot be read ({error}). Save it as CSV.</source>
            <translation>Klasstabellen {path} går inte att läsa ({error}). Spara den som CSV.</translation>
        </message>
        <message>
            <source>The table of classes {path} has the code {code} twice. Keep one of the rows.</source>
            <translation>Klasstabellen {path} har koden {code} två gånger. Behåll en av raderna.</translation>
        </message>
        <message>
            <source>The table of classes {path} needs rows and the columns code and class, such as 112,residential. It has: {columns}.</source>
            <translation>Klasstabellen {path} behöver rader och kolumnerna code och class, till exempel 112,residential. Den har: {columns}.</translation>
        </message>
        <message>
            <source>The table shows the first {n}.</source>
            <translation>Tabellen visar de första {n}.</translation>
        </message>
        <message>
            <source>The theme is sensitive (health, belief, politics...)</source>
            <translation>Ämnet är känsligt (hälsa, tro, politik …)</translation>
        </message>
        <message>
            <source>The theme is sensitive: a data protection impact assessment is probably needed (GDPR Art. 35).</source>
            <translation>Ämnet är känsligt: en konsekvensbedömning avseende dataskydd behövs troligen (GDPR art. 35).</translation>
        </message>
        <message>
            <source>The transferred counts do not add up to the source's. Please report this with your data.</source>
            <translation>De fördelade antalen stämmer inte med källans summa. Rapportera detta gärna med dina data.</translation>
        </message>
        <message>
            <source>The tree is more than {levels} levels deep.</source>
            <translation>Trädet är mer än {levels} nivåer djupt.</translation>
        </message>
        <message>
            <source>The unit "{unit}" is a density, but each cell of the raster "{name}" must hold a count. Multiply it by the area of a cell with the raster calculator first.</source>
            <translation>Enheten "{unit}" är en täthet, men varje cell i rastret "{name}" ska innehålla ett antal. Multiplicera först med cellens area i rasterkalkylatorn.</translation>
        </message>
        <message>
            <source>The user name and password in the address were left out. Put them into an authentication configuration and choose that in the connection.</source>
            <translation>Användarnamnet och lösenordet i adressen utelämnades. Lägg dem i en autentiseringskonfiguration och välj den i anslutningen.</translation>
        </message>
        <message>
            <source>The weights are not readable. Write them like {example}.</source>
            <translation>Vikterna går inte att läsa. Skriv dem som {example}.</translation>
        </message>
        <message>
            <source>The weights below "{group}" are {weights}. Give numbers of 0 or more, at least one above 0.</source>
            <translation>Vikterna under "{group}" är {weights}. Ange tal som är 0 eller större, minst ett över 0.</translation>
        </message>
        <message>
            <source>The weights of "{party}" cannot be used: {reason}</source>
            <translation>Vikterna för "{party}" kan inte användas: {reason}</translation>
        </message>
        <message>
            <source>The weights of the children sum to 0.</source>
            <translation>Barnens vikter summerar till 0.</translation>
        </message>
        <message>
            <source>The whole layer lies elsewhere than the planning areas. Check that it is the right one, with the right coordinate reference system.</source>
            <translation>Hela lagret ligger någon annanstans än planområdena. Kontrollera att det är rätt lager, med rätt koordinatsystem.</translation>
        </message>
        <message>
            <source>The yardstick of these indicators was taken from each layer's own data: {names}.</source>
            <translation>Måttstocken för dessa indikatorer togs ur varje lagers egna data: {names}.</translation>
        </message>
        <message>
            <source>The {form} from {place} is broken or cut short ({bytes} bytes; {error}). Try again; if it happens every time, tell the service's owner.</source>
            <translation>{form}-svaret från {place} är trasigt eller avhugget ({bytes} byte; {error}). Försök igen; om det händer varje gång, meddela tjänstens ägare.</translation>
        </message>
        <message>
            <source>The {form} in {place} is broken or cut short ({bytes} bytes; {error}). Export or copy the file again.</source>
            <translation>{form} i {place} är trasig eller avklippt ({bytes} byte; {error}). Exportera eller kopiera filen på nytt.</translation>
        </message>
        <message>
            <source>The {items} items that had arrived were kept; nothing was removed. Run the update again.</source>
            <translation>De {items} poster som hade kommit fram behölls; inget togs bort. Kör uppdateringen igen.</translation>
        </message>
        <message>
            <source>The {kind} mean of "{group}" cannot take negative scores, but {count} areas have them in "{child}". Clamp the indicator's goalposts, or choose another aggregation.</source>
            <translation>Sammanvägningen {kind} i "{group}" klarar inte negativa poäng, men {count} områden har sådana i "{child}". Kapa poängen vid indikatorns riktvärden (clamp), eller välj en annan sammanvägning.</translation>
        </message>
        <message>
            <source>The {kind} mean of "{group}" cannot take scores of 0 or less, but {count} areas have them in "{child}". State an "offset" for the group (for example 1; 0 means that one zero makes the whole group zero), or choose another aggregation.</source>
            <translation>Sammanvägningen {kind} i "{group}" klarar inte poäng som är 0 eller lägre, men {count} områden har sådana i "{child}". Ange "offset" för gruppen (till exempel 1; 0 betyder att en enda nolla gör hela gruppen till noll), eller välj en annan sammanvägning.</translation>
        </message>
        <message>
            <source>Their reference frames differ.</source>
            <translation>Deras referensramar skiljer sig åt.</translation>
        </message>
        <message>
            <source>There are no areas to score.</source>
            <translation>Det finns inga områden att poängsätta.</translation>
        </message>
        <message>
            <source>There are no comparisons. Add at least one participant.</source>
            <translation>Det finns inga jämförelser. Lägg till minst en deltagare.</translation>
        </message>
        <message>
            <source>There are no comparisons. Choose a table, or fill in rows in the dialog.</source>
            <translation>Det finns inga jämförelser. Välj en tabell, eller fyll i rader i dialogrutan.</translation>
        </message>
        <message>
            <source>There are no habitat patches. Choose a layer that has some.</source>
            <translation>Det finns inga habitatytor. Välj ett lager som har några.</translation>
        </message>
        <message>
            <source>There are no layers. Open a project with layers, or choose some.</source>
            <translation>Det finns inga lager. Öppna ett projekt med lager, eller välj några.</translation>
        </message>
        <message>
            <source>There are no streets open to this mode. Choose another street layer or mode.</source>
            <translation>Det finns inga gator som är öppna för färdsättet. Välj ett annat gatulager eller färdsätt.</translation>
        </message>
        <message>
            <source>There are no streets to build a network of.</source>
            <translation>Det finns inga gator att bygga ett nät av.</translation>
        </message>
        <message>
            <source>There are no streets to walk on near the areas. Choose another street layer.</source>
            <translation>Det finns inga gator att gå på nära områdena. Välj ett annat gatulager.</translation>
        </message>
        <message>
            <source>There are no zones with counts. Give a layer of zones, or a raster of counts.</source>
            <translation>Det finns inga zoner med antal. Ange ett lager med zoner, eller ett raster med antal.</translation>
        </message>
        <message>
            <source>There is no area called "{name}". There are, among others: {names}.</source>
            <translation>Det finns inget område som heter "{name}". Det finns bland andra: {names}.</translation>
        </message>
        <message>
            <source>There is no assessment "{name}". Give the file of one (.json), or a result of Assess planning areas.</source>
            <translation>Det finns ingen bedömning ”{name}”. Ange filen med en (.json), eller ett resultat av Bedöm planområden.</translation>
        </message>
        <message>
            <source>There is no authentication configuration “{id}” in this QGIS profile. Choose one under Settings &gt; Options &gt; Authentication.</source>
            <translation>Det finns ingen autentiseringskonfiguration ”{id}” i den här QGIS-profilen. Välj en under Inställningar &gt; Alternativ &gt; Autentisering.</translation>
        </message>
        <message>
            <source>There is no character set “{encoding}”. Try utf-8 or cp1252.</source>
            <translation>Det finns ingen teckenkodning ”{encoding}”. Prova utf-8 eller cp1252.</translation>
        </message>
        <message>
            <source>There is no column “{column}”. The source has {columns}.</source>
            <translation>Det finns ingen kolumn ”{column}”. Källan har {columns}.</translation>
        </message>
        <message>
            <source>There is no connector “{id}”. Choose one of {known}.</source>
            <translation>Det finns ingen koppling ”{id}”. Välj en av {known}.</translation>
        </message>
        <message>
            <source>There is no file "{name}".</source>
            <translation>Det finns ingen fil "{name}".</translation>
        </message>
        <message>
            <source>There is no file {path}. Choose a table, a map layer or a web address.</source>
            <translation>Filen {path} finns inte. Välj en tabell, ett kartlager eller en webbadress.</translation>
        </message>
        <message>
            <source>There is no framework "{name}". Give a JSON file, or one of the shipped ones: {names}.</source>
            <translation>Det finns inget ramverk "{name}". Ange en JSON-fil, eller ett av de medföljande: {names}.</translation>
        </message>
        <message>
            <source>There is no geometry engine called {name}. Choose shapely or qgis.</source>
            <translation>Det finns ingen geometrimotor som heter {name}. Välj shapely eller qgis.</translation>
        </message>
        <message>
            <source>There is no habitat with an area. Choose a layer with habitat patches.</source>
            <translation>Det finns inget habitat med någon area. Välj ett lager med habitatytor.</translation>
        </message>
        <message>
            <source>There is no indicator called {names}. Choose among: {known}.</source>
            <translation>Det finns ingen indikator som heter {names}. Välj bland: {known}.</translation>
        </message>
        <message>
            <source>There is no layer or sheet “{layer}”. The file has {layers}.</source>
            <translation>Det finns inget lager eller blad som heter ”{layer}”. Filen har {layers}.</translation>
        </message>
        <message>
            <source>There is no option “{name}”. The connector has {known}.</source>
            <translation>Det finns inget alternativ ”{name}”. Kopplingen har {known}.</translation>
        </message>
        <message>
            <source>There is no reference frame "{name}". Choose the file saved with a result.</source>
            <translation>Det finns ingen referensram "{name}". Välj filen som sparades med ett resultat.</translation>
        </message>
        <message>
            <source>There is no source “{source}” in the database. It holds: {known}.</source>
            <translation>Det finns ingen källa ”{source}” i databasen. Den innehåller: {known}.</translation>
        </message>
        <message>
            <source>There is no table "{path}".</source>
            <translation>Det finns ingen tabell "{path}".</translation>
        </message>
        <message>
            <source>There is no weight set. Add a row per party and indicator.</source>
            <translation>Det finns ingen viktuppsättning. Lägg till en rad per part och indikator.</translation>
        </message>
        <message>
            <source>These can never hold together: {first} and {second}.</source>
            <translation>Dessa kan aldrig uppfyllas samtidigt: {first} och {second}.</translation>
        </message>
        <message>
            <source>These indicators are normalised by period: {names}. Choose the period field.</source>
            <translation>Dessa indikatorer normaliseras per period: {names}. Välj periodfältet.</translation>
        </message>
        <message>
            <source>These indicators do not tell areas apart and get weight 0: {names}.</source>
            <translation>Dessa indikatorer skiljer inte områden åt och får vikten 0: {names}.</translation>
        </message>
        <message>
            <source>These pairs are not compared yet: {pairs}. Add them.</source>
            <translation>Dessa par är inte jämförda ännu: {pairs}. Lägg till dem.</translation>
        </message>
        <message>
            <source>They really are gone: remove them</source>
            <translation>De är verkligen borta: ta bort dem</translation>
        </message>
        <message>
            <source>They were scored with different frameworks: "{first}" {v1} and "{second}" {v2}.</source>
            <translation>De poängsattes med olika ramverk: "{first}" {v1} och "{second}" {v2}.</translation>
        </message>
        <message>
            <source>This QGIS cannot read the old format .xls. Open "{path}" in a spreadsheet and save it as .xlsx.</source>
            <translation>Denna QGIS kan inte läsa det gamla formatet .xls. Öppna ”{path}” i ett kalkylprogram och spara den som .xlsx.</translation>
        </message>
        <message>
            <source>This algorithm needs the Python package {package}: {how}. Algorithms that do not need it work.</source>
            <translation>Den här algoritmen behöver Python-paketet {package}: {how}. Algoritmer som inte behöver det fungerar.</translation>
        </message>
        <message>
            <source>This cannot be undone. The source itself is not touched.</source>
            <translation>Det kan inte ångras. Själva källan berörs inte.</translation>
        </message>
        <message>
            <source>This is no assessment of Samplan.</source>
            <translation>Det här är ingen bedömning från Samplan.</translation>
        </message>
        <message>
            <source>This is no assessment of Samplan: it is far too large. Choose another file.</source>
            <translation>Det här är ingen bedömning från Samplan: filen är alldeles för stor. Välj en annan fil.</translation>
        </message>
        <message>
            <source>This is not a reference frame of Samplan. Choose the frame file that a scoring run saved.</source>
            <translation>Detta är ingen referensram från Samplan. Välj den ramfil som en poängsättning sparade.</translation>
        </message>
        <message>
            <source>This version of Samplan cannot read that kind of source. Choose another one.</source>
            <translation>Den här versionen av Samplan kan inte läsa en sådan källa. Välj en annan.</translation>
        </message>
        <message>
            <source>Through</source>
            <translation>Till och med</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>Times as important</source>
            <translation>Gånger så viktigt</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Rubrik</translation>
        </message>
        <message>
            <source>Title (masked)</source>
            <translation>Rubrik (maskad)</translation>
        </message>
        <message>
            <source>Title of the framework</source>
            <translation>Ramverkets titel</translation>
        </message>
        <message>
            <source>Title: {title}; text: {text}; category: {category}. Other questions are not imported ({others}); name those you need in the connection.</source>
            <translation>Rubrik: {title}; text: {text}; kategori: {category}. Övriga frågor hämtas inte ({others}); ange dem du behöver i anslutningen.</translation>
        </message>
        <message>
            <source>To accept the loss, run again with ACCEPT_EMPTY=true.</source>
            <translation>För att godta förlusten, kör igen med ACCEPT_EMPTY=true.</translation>
        </message>
        <message>
            <source>To be decided</source>
            <translation>Att avgöra</translation>
        </message>
        <message>
            <source>To choose from ({n}):</source>
            <translation>Att välja mellan ({n}):</translation>
        </message>
        <message>
            <source>To node</source>
            <translation>Till nod</translation>
        </message>
        <message>
            <source>Too few different cells for a sound test. Use smaller cells, a larger area or a shorter distance.</source>
            <translation>För få olika rutor för ett hållbart test. Använd mindre rutor, ett större område eller ett kortare avstånd.</translation>
        </message>
        <message>
            <source>Totals: what lies inside and outside the planning areas adds up to the source's total; the run stops if it does not. Only counts can be moved, not percentages or means. Areas that lie where no zone has a count are NULL.</source>
            <translation>Summor: det som ligger innanför och utanför planområdena blir tillsammans källans summa; annars avbryts körningen. Bara antal kan flyttas, inte procent eller medelvärden. Områden som ligger där ingen zon har ett antal är NULL.</translation>
        </message>
        <message>
            <source>Traffic</source>
            <translation>Trafik</translation>
        </message>
        <message>
            <source>Transfer population</source>
            <translation>Fördela befolkning</translation>
        </message>
        <message>
            <source>Travel time (minutes)</source>
            <translation>Restid (minuter)</translation>
        </message>
        <message>
            <source>Try their items again in larger cells</source>
            <translation>Pröva deras synpunkter igen i större rutor</translation>
        </message>
        <message>
            <source>Turns judgements such as 'access is 3 times as important as noise' into weights (AHP).</source>
            <translation>Gör bedömningar som 'tillgång är 3 gånger så viktigt som buller' till vikter (AHP).</translation>
        </message>
        <message>
            <source>Two results can be explained against each other only with the same framework and the same areas. Match the areas first (compare scenarios), and score both with one framework.</source>
            <translation>Två resultat kan bara förklaras mot varandra med samma ramverk och samma områden. Matcha områdena först (Jämför scenarier), och poängsätt båda med ett ramverk.</translation>
        </message>
        <message>
            <source>Two scenarios have the same name. Rename one of the layers.</source>
            <translation>Två scenarier har samma namn. Byt namn på ett av lagren.</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Oförändrade</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Enhet</translation>
        </message>
        <message>
            <source>Unit: {unit}; {direction}.</source>
            <translation>Enhet: {unit}; {direction}.</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Okända</translation>
        </message>
        <message>
            <source>Unknown filters: {unknown}. Known filters are {known}.</source>
            <translation>Okända filter: {unknown}. Kända filter är {known}.</translation>
        </message>
        <message>
            <source>Unknown role “{role}” in the columns option. Roles are {roles}.</source>
            <translation>Okänd roll ”{role}” i alternativet columns. Rollerna är {roles}.</translation>
        </message>
        <message>
            <source>Unknown: origins farther from any street than the snapping limit and those without a geometry. Nothing that was not reached has a distance.</source>
            <translation>Okänt: startpunkter längre från någon gata än anslutningsavståndet och de utan geometri. Det som inte nåddes har inget avstånd.</translation>
        </message>
        <message>
            <source>Unmatched: many rows without a partner often mean that the codes are of another year (statistical areas are revised): look for the table or the map of the same vintage.</source>
            <translation>Omatchade: många rader utan motsvarighet beror ofta på att koderna är från ett annat år (statistikområden revideras): leta upp tabellen eller kartan för samma årgång.</translation>
        </message>
        <message>
            <source>Up to {count} entries were left out because they have no id (yet) or are no feedback. Those that get an id come in with a later run.</source>
            <translation>Upp till {count} poster utelämnades eftersom de inte har något id (än) eller inte är synpunkter. De som får ett id kommer med vid en senare körning.</translation>
        </message>
        <message>
            <source>Upda&amp;te</source>
            <translation>&amp;Uppdatera</translation>
        </message>
        <message>
            <source>Update Samplan to open it.</source>
            <translation>Uppdatera Samplan för att öppna den.</translation>
        </message>
        <message>
            <source>Updating {name}</source>
            <translation>Uppdaterar {name}</translation>
        </message>
        <message>
            <source>Use "goalposts" with the band, or a "value_function".</source>
            <translation>Använd "goalposts" med bandet, eller en "value_function".</translation>
        </message>
        <message>
            <source>Use "transform": "log", which also transforms fixed bounds.</source>
            <translation>Använd "transform": "log", som också transformerar fasta gränser.</translation>
        </message>
        <message>
            <source>Use: give the register to Measure indicators and Assess planning areas, and its entries are shown in the log and written into the lineage; Check data tells which layers are overdue.</source>
            <translation>Användning: ange registret i Mät indikatorer och Bedöm planområden, så visas dess poster i loggen och skrivs i härkomsten; Kontrollera data visar vilka lager som borde ha förnyats.</translation>
        </message>
        <message>
            <source>Used with a population layer only.</source>
            <translation>Används bara med ett befolkningslager.</translation>
        </message>
        <message>
            <source>Value dialogue</source>
            <translation>Värdedialog</translation>
        </message>
        <message>
            <source>Value dialogue on {name}</source>
            <translation>Värdedialog om {name}</translation>
        </message>
        <message>
            <source>Values from {low} to {high}; {share} % of the cells have no data.</source>
            <translation>Värden från {low} till {high}; {share} % av cellerna saknar data.</translation>
        </message>
        <message>
            <source>Values that mean missing</source>
            <translation>Värden som betyder att uppgift saknas</translation>
        </message>
        <message>
            <source>Verified on a real server: {server} ({date})</source>
            <translation>Verifierad mot en riktig server: {server} ({date})</translation>
        </message>
        <message>
            <source>Very high</source>
            <translation>Mycket hög</translation>
        </message>
        <message>
            <source>Very low</source>
            <translation>Mycket låg</translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>Röster</translation>
        </message>
        <message>
            <source>Votes against</source>
            <translation>Röster emot</translation>
        </message>
        <message>
            <source>Votes can be cast again and again without logging in: read them as a hint.</source>
            <translation>Röster kan läggas om och om igen utan inloggning: läs dem som en fingervisning.</translation>
        </message>
        <message>
            <source>Votes for</source>
            <translation>Röster för</translation>
        </message>
        <message>
            <source>Votes hidden or unknown</source>
            <translation>Röster dolda eller okända</translation>
        </message>
        <message>
            <source>Waiting for another run that is writing its result.</source>
            <translation>Väntar på en annan körning som skriver sitt resultat.</translation>
        </message>
        <message>
            <source>Walking</source>
            <translation>Gång</translation>
        </message>
        <message>
            <source>Web page (*.html)</source>
            <translation>Webbsida (*.html)</translation>
        </message>
        <message>
            <source>Weighed most differently: {node} (from {low} % to {high} % of its group).</source>
            <translation>Viktas mest olika: {node} (från {low} % till {high} % av sin grupp).</translation>
        </message>
        <message>
            <source>Weight</source>
            <translation>Vikt</translation>
        </message>
        <message>
            <source>Weight: dwellings of the buildings, or floor area (footprint times floors, one floor where unknown). A building belongs where its centre lies. Zones without any building, and all zones when area is chosen, are divided by land area; the log counts them.</source>
            <translation>Vikt: byggnadernas bostäder, eller bruttoarea (byggnadsyta gånger våningar, en våning där antalet är okänt). En byggnad hör dit där dess mittpunkt ligger. Statistikområden utan någon byggnad, och alla när yta väljs, fördelas efter landyta; loggen räknar dem.</translation>
        </message>
        <message>
            <source>Weights</source>
            <translation>Vikter</translation>
        </message>
        <message>
            <source>Weights (JSON)</source>
            <translation>Vikter (JSON)</translation>
        </message>
        <message>
            <source>Weights from data</source>
            <translation>Vikter från data</translation>
        </message>
        <message>
            <source>Weights from data need at least two areas with values in every indicator, but there are {count}. Leave out the indicators with many gaps.</source>
            <translation>Vikter ur data behöver minst två områden med värden i alla indikatorer, men det finns {count}. Utelämna indikatorerna med många luckor.</translation>
        </message>
        <message>
            <source>Weights from pairwise comparisons</source>
            <translation>Vikter från parvisa jämförelser</translation>
        </message>
        <message>
            <source>Weights: a table with node and weight, for example from "Weights from pairwise comparisons", or JSON such as {example}.</source>
            <translation>Vikter: en tabell med nod och vikt, till exempel från "Vikter från parvisa jämförelser", eller JSON som {example}.</translation>
        </message>
        <message>
            <source>Weights: a table with one row per party and node: the party, the id of a pillar, theme or indicator, and the weight. Any positive numbers will do; nodes not named keep the framework's weight.</source>
            <translation>Vikter: en tabell med en rad per part och nod: parten, id för en pelare, ett tema eller en indikator, och vikten. Vilka positiva tal som helst går bra; noder som inte nämns behåller ramverkets vikt.</translation>
        </message>
        <message>
            <source>Weights: spread 0.25 means that a weight varies by a quarter of its size; 1 means that every weighting is equally likely. Goalposts: moved by up to the part of their range given.</source>
            <translation>Vikter: spridning 0,25 betyder att en vikt varierar med en fjärdedel av sin storlek; 1 betyder att varje viktning är lika trolig. Riktvärden: flyttas upp till den del av sin spännvidd som anges.</translation>
        </message>
        <message>
            <source>What counts: official answers, withdrawn and removed items and events do not. Items without a position of their own lie in no area; their share of all items is always told. Marked items count unless you leave them out.</source>
            <translation>Vad som räknas: inte officiella svar, återtagna och borttagna synpunkter eller evenemang. Synpunkter utan eget läge ligger inte i något område; deras andel av alla anges alltid. Märkta synpunkter räknas om du inte utesluter dem.</translation>
        </message>
        <message>
            <source>What each habitat patch contributes to the connectivity of the landscape.</source>
            <translation>Vad varje habitatyta bidrar med till landskapets konnektivitet.</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Vad som är fel</translation>
        </message>
        <message>
            <source>What looks like a password or key stands in the consultation. Give its id alone, and the key in an authentication configuration.</source>
            <translation>Det som ser ut som ett lösenord eller en nyckel står i samrådet. Ange bara dess id, och nyckeln i en autentiseringskonfiguration.</translation>
        </message>
        <message>
            <source>What looks like a secret in the address ({names}) is sent, or the address would not work, but never stored with the feedback. Whoever sees the connection sees it: prefer an authentication configuration.</source>
            <translation>Det som ser ut som en hemlighet i adressen ({names}) skickas, annars skulle adressen inte fungera, men sparas aldrig med synpunkterna. Den som ser anslutningen ser den: använd hellre en autentiseringskonfiguration.</translation>
        </message>
        <message>
            <source>What looks like a secret in the address was left out ({names}). Put it into an authentication configuration and choose that in the connection.</source>
            <translation>Det som ser ut som en hemlighet i adressen utelämnades ({names}). Lägg det i en autentiseringskonfiguration och välj den i anslutningen.</translation>
        </message>
        <message>
            <source>What moves the ranking</source>
            <translation>Vad som flyttar rangordningen</translation>
        </message>
        <message>
            <source>What remains possible: where all items of a cell say the same, whoever knows that somebody wrote there knows what. Copies of the feedback, and what others publish of it, are not known here.</source>
            <translation>Det som kvarstår: där alla synpunkter i en ruta säger samma sak vet den som vet att någon har skrivit där också vad. Kopior av synpunkterna, och vad andra publicerar av dem, är inte kända här.</translation>
        </message>
        <message>
            <source>What stands in the way</source>
            <translation>Vad som står i vägen</translation>
        </message>
        <message>
            <source>What stays: other sources, other tables in the file, and the log of runs (feedback_sync), which holds counts, filters and the address. The file is rewritten, so that the erased bytes are gone from it, also those of rows that you deleted in QGIS.</source>
            <translation>Det som finns kvar: andra källor, andra tabeller i filen, och loggen över körningar (feedback_sync), som har antal, filter och adressen. Filen skrivs om, så att de raderade byten är borta ur den, även de från rader som du har tagit bort i QGIS.</translation>
        </message>
        <message>
            <source>What the codes mean: the same number is another class in another scheme. Recognised only where names, or at least {fewest} codes that are not all small numbers, fit exactly one scheme, or where the layer's name says it; the log says which and why. Otherwise it must be chosen here.</source>
            <translation>Vad koderna betyder: samma tal är en annan klass i en annan klassning. Känns igen bara där namn, eller minst {fewest} koder som inte alla är små tal, passar exakt en klassning, eller där lagrets namn säger det; loggen säger vilken och varför. Annars måste den väljas här.</translation>
        </message>
        <message>
            <source>What to import from the source</source>
            <translation>Vad som ska hämtas från källan</translation>
        </message>
        <message>
            <source>What would be right</source>
            <translation>Vad som vore rätt</translation>
        </message>
        <message>
            <source>What would lift this area</source>
            <translation>Vad skulle lyfta området</translation>
        </message>
        <message>
            <source>When</source>
            <translation>När</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Var</translation>
        </message>
        <message>
            <source>Where data are missing</source>
            <translation>Där data saknas</translation>
        </message>
        <message>
            <source>Where edges meet, with their number.</source>
            <translation>Där länkar möts, med hur många de är.</translation>
        </message>
        <message>
            <source>Where the feedback lies</source>
            <translation>Var synpunkterna ligger</translation>
        </message>
        <message>
            <source>Whoever searches for a text at a public source may find its exact position there.</source>
            <translation>Den som söker efter en text hos en öppen källa kan hitta dess exakta läge där.</translation>
        </message>
        <message>
            <source>Winners</source>
            <translation>Vinnare</translation>
        </message>
        <message>
            <source>Winners and losers</source>
            <translation>Vinnare och förlorare</translation>
        </message>
        <message>
            <source>With an extent, the service leaves out reports that have no position.</source>
            <translation>Med ett angivet utsnitt utelämnar tjänsten anmälningar som saknar läge.</translation>
        </message>
        <message>
            <source>Withheld: too few share it</source>
            <translation>Hålls inne: för få delar värdet</translation>
        </message>
        <message>
            <source>Without a population layer, hot spots mostly show where people live or pass.</source>
            <translation>Utan befolkningslager visar hetpunkter mest var folk bor eller rör sig.</translation>
        </message>
        <message>
            <source>Without buildings, counts are divided by land area.</source>
            <translation>Utan byggnader fördelas antalen efter landyta.</translation>
        </message>
        <message>
            <source>Without it nothing is removed when more than half of the items (20 or more), or all of 3 or more, are gone at once; and items stay as they were when more than half of them (5 or more), or all of 3 or more, lose the same value at once, such as the text, the date or the link.</source>
            <translation>Utan det tas inget bort när mer än hälften av synpunkterna (20 eller fler), eller samtliga om de är minst 3, försvinner på en gång; och synpunkterna lämnas som de är när mer än hälften av dem (5 eller fler), eller samtliga om de är minst 3, samtidigt förlorar samma uppgift, till exempel texten, datumet eller länken.</translation>
        </message>
        <message>
            <source>Without this, nothing about authors is kept. With it, one author's posts share a code made with a secret that stays on this computer, outside the project. Pseudonyms are still personal data.</source>
            <translation>Utan detta sparas inget om författarna. Med det får en författares inlägg en gemensam kod, gjord med en hemlighet som stannar på den här datorn, utanför projektet. Pseudonymer är fortfarande personuppgifter.</translation>
        </message>
        <message>
            <source>Words</source>
            <translation>Ord</translation>
        </message>
        <message>
            <source>Words that must occur</source>
            <translation>Ord som måste förekomma</translation>
        </message>
        <message>
            <source>Workshop sample (offline)</source>
            <translation>Övningsexempel (utan nät)</translation>
        </message>
        <message>
            <source>Write local file paths into the lineage</source>
            <translation>Skriv lokala sökvägar i härkomsten</translation>
        </message>
        <message>
            <source>Writer (becomes a pseudonym or is left out)</source>
            <translation>Skribent (blir en pseudonym eller utelämnas)</translation>
        </message>
        <message>
            <source>Writes a result as a spreadsheet or CSV, with units, explanations and lineage.</source>
            <translation>Skriver ett resultat som kalkylblad eller CSV, med enheter, förklaringar och härkomst.</translation>
        </message>
        <message>
            <source>Writes a scored layer as one web page: map, ranking, chart, method and lineage.</source>
            <translation>Skriver ett poängsatt lager som en webbsida: karta, rangordning, diagram, metod och härkomst.</translation>
        </message>
        <message>
            <source>Writes owner, date, licence and update interval of a layer into the data register.</source>
            <translation>Skriver ett lagers ägare, datum, licens och uppdateringsintervall i dataregistret.</translation>
        </message>
        <message>
            <source>Writes the attributes of a layer as a table for people without QGIS: .xlsx with a sheet of data, a sheet that explains every column, and a sheet with the lineage; or .csv with the data alone.</source>
            <translation>Skriver ett lagers attribut som en tabell för den som inte har QGIS: .xlsx med ett blad med data, ett blad som förklarar varje kolumn och ett blad med härkomsten; eller .csv med enbart data.</translation>
        </message>
        <message>
            <source>Writes the result of Assess planning areas, Score planning areas or Robustness of a ranking as one HTML page that needs no network and prints well.</source>
            <translation>Skriver resultatet av Bedöm planområden, Poängsätt planområden eller En rangordnings robusthet som en HTML-sida som inte behöver något nät och går bra att skriva ut.</translation>
        </message>
        <message>
            <source>Written (UTC)</source>
            <translation>Skriven (UTC)</translation>
        </message>
        <message>
            <source>Written from this day</source>
            <translation>Skrivna från och med dagen</translation>
        </message>
        <message>
            <source>Written through this day</source>
            <translation>Skrivna till och med dagen</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>År</translation>
        </message>
        <message>
            <source>Year and month</source>
            <translation>År och månad</translation>
        </message>
        <message>
            <source>Your own look: a Jinja template called {name} in the folder "{folder}" replaces Samplan's, which is the file resources/report/{name} of the plugin.</source>
            <translation>Eget utseende: en Jinja-mall med namnet {name} i mappen "{folder}" ersätter Samplans, som är filen resources/report/{name} i insticksprogrammet.</translation>
        </message>
        <message>
            <source>Zones with counts</source>
            <translation>Statistikområden med antal</translation>
        </message>
        <message>
            <source>Zones: polygons with fields of counts, or a raster with a count in each cell (GHSL, WorldPop). Its cells are then the zones, in the raster's own grid. Where no cell has a known count the area's is NULL, where all are 0 it is 0; population_cov is the share of the area with cells of known count.</source>
            <translation>Zoner: ytor med fält för antal, eller ett raster med ett antal i varje cell (GHSL, WorldPop). Då är cellerna zonerna, i rastrets eget rutnät. Där ingen cell har ett känt antal blir områdets värde NULL, där alla är 0 blir det 0; population_cov är den del av området vars celler har ett känt antal.</translation>
        </message>
        <message>
            <source>Zoom to the point</source>
            <translation>Zooma till punkten</translation>
        </message>
        <message>
            <source>[not set]</source>
            <translation>[inte satt]</translation>
        </message>
        <message>
            <source>a column name, or {"field": "residents", "per": 1000}</source>
            <translation>ett kolumnnamn, eller {"field": "residents", "per": 1000}</translation>
        </message>
        <message>
            <source>a date like 2026-05-31</source>
            <translation>ett datum som 2026-05-31</translation>
        </message>
        <message>
            <source>a feature is refused</source>
            <translation>ett objekt tas inte emot</translation>
        </message>
        <message>
            <source>a file</source>
            <translation>en fil</translation>
        </message>
        <message>
            <source>a layer such as "areas.gpkg" or {"source": "areas.gpkg"}</source>
            <translation>ett lager som "areas.gpkg" eller {"source": "areas.gpkg"}</translation>
        </message>
        <message>
            <source>a list of at least one node</source>
            <translation>en lista med minst en nod</translation>
        </message>
        <message>
            <source>a list of indicators' ids</source>
            <translation>en lista med indikatorers id</translation>
        </message>
        <message>
            <source>a node in braces</source>
            <translation>en nod inom klammerparenteser</translation>
        </message>
        <message>
            <source>a number</source>
            <translation>ett tal</translation>
        </message>
        <message>
            <source>a number above 0</source>
            <translation>ett tal över 0</translation>
        </message>
        <message>
            <source>a number, "min", "max", {"percentile": 2.5}, {"mean_top": 5} or {"mean_bottom": 5}</source>
            <translation>ett tal, "min", "max", {"percentile": 2.5}, {"mean_top": 5} eller {"mean_bottom": 5}</translation>
        </message>
        <message>
            <source>a share from 0 to 1, for example 0.65</source>
            <translation>en andel från 0 till 1, till exempel 0.65</translation>
        </message>
        <message>
            <source>a short name of letters (a-z), digits and _, beginning with a letter</source>
            <translation>ett kort namn av bokstäver (a–z), siffror och _, som börjar med en bokstav</translation>
        </message>
        <message>
            <source>a text</source>
            <translation>en text</translation>
        </message>
        <message>
            <source>a whole number of at least 1</source>
            <translation>ett heltal som är minst 1</translation>
        </message>
        <message>
            <source>a whole number, 1 or more</source>
            <translation>ett heltal, 1 eller större</translation>
        </message>
        <message>
            <source>above 0, in the unit of the raw value, because of the transform</source>
            <translation>över 0, i råvärdets enhet, på grund av transformationen</translation>
        </message>
        <message>
            <source>above the target, because less is better</source>
            <translation>över målet, eftersom mindre är bättre</translation>
        </message>
        <message>
            <source>address</source>
            <translation>adress</translation>
        </message>
        <message>
            <source>address in words</source>
            <translation>adress i ord</translation>
        </message>
        <message>
            <source>ahp,analytic hierarchy process,weights,saaty,consistency,participants</source>
            <translation>ahp,analytisk hierarkiprocess,vikter,saaty,konsekvens,deltagare</translation>
        </message>
        <message>
            <source>all of these words</source>
            <translation>alla dessa ord</translation>
        </message>
        <message>
            <source>an object in braces</source>
            <translation>ett objekt inom klammerparenteser</translation>
        </message>
        <message>
            <source>an offset from UTC like +02:00</source>
            <translation>en förskjutning från UTC som +02:00</translation>
        </message>
        <message>
            <source>another layer fits better: {what}</source>
            <translation>ett annat lager passar bättre: {what}</translation>
        </message>
        <message>
            <source>another name: "score" is the overall score</source>
            <translation>ett annat namn: "score" är den samlade poängen</translation>
        </message>
        <message>
            <source>any day</source>
            <translation>valfri dag</translation>
        </message>
        <message>
            <source>as the source states it</source>
            <translation>som källan anger den</translation>
        </message>
        <message>
            <source>assessment,document,json,batch,again,nightly,sustainability,score</source>
            <translation>bedömning,dokument,json,batch,igen,nattlig,hållbarhet,poäng</translation>
        </message>
        <message>
            <source>at least two pairs [value, score] with rising values</source>
            <translation>minst två par [värde, poäng] med stigande värden</translation>
        </message>
        <message>
            <source>bank account</source>
            <translation>bankkonto</translation>
        </message>
        <message>
            <source>below "high"; when less is better, write "direction": "down" instead</source>
            <translation>under "high"; när mindre är bättre, skriv "direction": "down" i stället</translation>
        </message>
        <message>
            <source>below outliers.high</source>
            <translation>under outliers.high</translation>
        </message>
        <message>
            <source>below the target</source>
            <translation>under målet</translation>
        </message>
        <message>
            <source>best within a band set locally</source>
            <translation>bäst inom ett spann som bestäms lokalt</translation>
        </message>
        <message>
            <source>blanks and capitals aside</source>
            <translation>bortsett från mellanslag och versaler</translation>
        </message>
        <message>
            <source>category</source>
            <translation>kategori</translation>
        </message>
        <message>
            <source>changed by moderators</source>
            <translation>ändrad av moderatorer</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>vald</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>avslutade</translation>
        </message>
        <message>
            <source>complete</source>
            <translation>fullständig</translation>
        </message>
        <message>
            <source>composite index,indicator,mcda,weights,ranking,sustainability,framework,goalposts</source>
            <translation>sammansatt index,indikator,mcda,vikter,rangordning,hållbarhet,ramverk,riktvärden</translation>
        </message>
        <message>
            <source>connected_habitat found no habitat patch near the areas.</source>
            <translation>connected_habitat hittade inga habitatytor nära områdena.</translation>
        </message>
        <message>
            <source>consultation</source>
            <translation>samråd</translation>
        </message>
        <message>
            <source>coordinates outside the coordinate reference system</source>
            <translation>koordinater utanför koordinatsystemet</translation>
        </message>
        <message>
            <source>coordinates that are no numbers or infinite</source>
            <translation>koordinater som inte är tal eller är oändliga</translation>
        </message>
        <message>
            <source>dPC without connector, {distance} m (%)</source>
            <translation>dPC utan förbindelse, {distance} m (%)</translation>
        </message>
        <message>
            <source>dPC, connector, {distance} m (%)</source>
            <translation>dPC, förbindelse, {distance} m (%)</translation>
        </message>
        <message>
            <source>dPC, exchange, {distance} m (%)</source>
            <translation>dPC, utbyte, {distance} m (%)</translation>
        </message>
        <message>
            <source>dPC, own area, {distance} m (%)</source>
            <translation>dPC, egen yta, {distance} m (%)</translation>
        </message>
        <message>
            <source>dPC, {distance} m (%)</source>
            <translation>dPC, {distance} m (%)</translation>
        </message>
        <message>
            <source>date</source>
            <translation>datum</translation>
        </message>
        <message>
            <source>e-mail</source>
            <translation>e-post</translation>
        </message>
        <message>
            <source>e-mail address</source>
            <translation>e-postadress</translation>
        </message>
        <message>
            <source>e.g. Reports, Botkyrka</source>
            <translation>t.ex. Felanmälan, Botkyrka</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>ändrade</translation>
        </message>
        <message>
            <source>edited afterwards</source>
            <translation>ändrad i efterhand</translation>
        </message>
        <message>
            <source>empty geometry</source>
            <translation>tom geometri</translation>
        </message>
        <message>
            <source>entropy,critic,weights,objective,composite index</source>
            <translation>entropi,critic,vikter,objektiv,sammansatt index</translation>
        </message>
        <message>
            <source>events, no feedback</source>
            <translation>evenemang, inga synpunkter</translation>
        </message>
        <message>
            <source>excel,csv,spreadsheet,export,table,share</source>
            <translation>excel,csv,kalkylblad,export,tabell,dela</translation>
        </message>
        <message>
            <source>fault</source>
            <translation>fel</translation>
        </message>
        <message>
            <source>feedback,count,rate,residents,category,status,votes,period,participation</source>
            <translation>synpunkter,antal,kvot,invånare,kategori,status,röster,period,delaktighet,medborgardialog</translation>
        </message>
        <message>
            <source>feedback,erase,delete,remove,retention,gdpr,privacy,personal data</source>
            <translation>synpunkter,radera,ta bort,gallra,gallring,gdpr,integritet,personuppgifter</translation>
        </message>
        <message>
            <source>feedback,hotspot,cluster,getis,ord,gi*,grid,hexagon,significance</source>
            <translation>synpunkter,hetpunkt,hotspot,kluster,getis,ord,gi*,rutnät,hexagon,signifikans</translation>
        </message>
        <message>
            <source>feedback,participation,citizens,dialogue,open311,fixmystreet,kerrokantasi,decidim,dipas,go vocal,kobo,odk,ogc</source>
            <translation>synpunkter,medborgardialog,delaktighet,invånare,felanmälan,open311,fixamingata,kerrokantasi,decidim,dipas,go vocal,kobo,odk,ogc</translation>
        </message>
        <message>
            <source>feedback,publish,privacy,gdpr,anonymous,grid,mask,share,personal data</source>
            <translation>synpunkter,publicera,integritet,gdpr,anonym,rutnät,maska,dela,personuppgifter</translation>
        </message>
        <message>
            <source>file</source>
            <translation>fil</translation>
        </message>
        <message>
            <source>floor_space_index needs the buildings' floors or gross floor area. Choose one of these fields for the buildings layer.</source>
            <translation>floor_space_index behöver byggnadernas våningsantal eller bruttoarea (BTA). Välj ett av dessa fält för byggnadslagret.</translation>
        </message>
        <message>
            <source>framework,draft,template,json,fields</source>
            <translation>ramverk,utkast,mall,json,fält</translation>
        </message>
        <message>
            <source>framework,validate,json,faults,check</source>
            <translation>ramverk,validera,json,fel,kontroll</translation>
        </message>
        <message>
            <source>framework: as the framework says. exclude: an area that lacks any indicator gets no score. renormalise: the weights are shared among the indicators that are there, if they carry at least the minimum coverage. impute: a missing indicator counts as the middle of the scale.</source>
            <translation>framework: som ramverket säger. exclude: ett område som saknar någon indikator får ingen poäng. renormalise: vikterna fördelas på de indikatorer som finns, om de bär minst den minsta täckningen. impute: en saknad indikator räknas som skalans mitt.</translation>
        </message>
        <message>
            <source>geometry beyond repair</source>
            <translation>geometri som inte går att reparera</translation>
        </message>
        <message>
            <source>habitat,connectivity,patches,corridors,dispersal,ECA,PC,dPC,bees,biodiversity,green infrastructure,borders</source>
            <translation>habitat,konnektivitet,habitatytor,spridningskorridorer,spridning,ECA,PC,dPC,bin,biologisk mångfald,grön infrastruktur,kommungränser</translation>
        </message>
        <message>
            <source>higher is better</source>
            <translation>högre är bättre</translation>
        </message>
        <message>
            <source>highest score</source>
            <translation>högst poäng</translation>
        </message>
        <message>
            <source>home address</source>
            <translation>hemadress</translation>
        </message>
        <message>
            <source>improvement,lever,what if,rank,target,explanation</source>
            <translation>förbättring,hävstång,tänk om,rang,mål,förklaring</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>pågående</translation>
        </message>
        <message>
            <source>incomplete, nothing removed</source>
            <translation>ofullständig, inget borttaget</translation>
        </message>
        <message>
            <source>install the package python3-{package} of your distribution</source>
            <translation>installera paketet python3-{package} från din distribution</translation>
        </message>
        <message>
            <source>it cannot be read: {reason}</source>
            <translation>det kan inte läsas: {reason}</translation>
        </message>
        <message>
            <source>it has fields such as {fields}</source>
            <translation>det har fält som {fields}</translation>
        </message>
        <message>
            <source>it has no coordinate reference system: set it</source>
            <translation>det saknar koordinatsystem: ange det</translation>
        </message>
        <message>
            <source>it has the field {fields}, which speaks against it</source>
            <translation>det har fältet {fields}, vilket talar emot</translation>
        </message>
        <message>
            <source>it has {count} bands: choose one</source>
            <translation>det har {count} band: välj ett</translation>
        </message>
        <message>
            <source>it holds other things too: only what has a value in the field {field} would count</source>
            <translation>det innehåller även annat: bara objekt med ett värde i fältet {field} skulle räknas</translation>
        </message>
        <message>
            <source>it holds other things too: only {values} of the field {field} would count</source>
            <translation>det innehåller även annat: bara {values} i fältet {field} skulle räknas</translation>
        </message>
        <message>
            <source>it is a result of Samplan</source>
            <translation>det är ett resultat från Samplan</translation>
        </message>
        <message>
            <source>it is a table without places: "Join statistics" brings it to a layer</source>
            <translation>det är en tabell utan lägen: "Koppla statistik" för den till ett lager</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>det är tomt</translation>
        </message>
        <message>
            <source>it is neither features nor a raster</source>
            <translation>det är varken objekt eller raster</translation>
        </message>
        <message>
            <source>it lies apart from the other layers</source>
            <translation>det ligger skilt från de andra lagren</translation>
        </message>
        <message>
            <source>it may be something else: {what}</source>
            <translation>det kan vara något annat: {what}</translation>
        </message>
        <message>
            <source>it seems to be something else: {what}</source>
            <translation>det verkar vara något annat: {what}</translation>
        </message>
        <message>
            <source>it was a temporary layer, which is gone. Save such a layer to a file first.</source>
            <translation>det var ett tillfälligt lager, som är borta. Spara ett sådant lager i en fil först.</translation>
        </message>
        <message>
            <source>item that is answered</source>
            <translation>synpunkt som besvaras</translation>
        </message>
        <message>
            <source>items</source>
            <translation>synpunkter</translation>
        </message>
        <message>
            <source>its cells are colours</source>
            <translation>cellerna är färger</translation>
        </message>
        <message>
            <source>its cells hold {low} to {high}</source>
            <translation>cellerna innehåller {low} till {high}</translation>
        </message>
        <message>
            <source>its classes are those of {scheme}</source>
            <translation>klasserna är de i {scheme}</translation>
        </message>
        <message>
            <source>its data are not there</source>
            <translation>dess data finns inte på plats</translation>
        </message>
        <message>
            <source>its geometry: {kind}</source>
            <translation>geometri: {kind}</translation>
        </message>
        <message>
            <source>its polygons: {count}, median area {area} m², {share} % of them side by side</source>
            <translation>{count} ytor, medianarea {area} m², {share} % av dem kant i kant</translation>
        </message>
        <message>
            <source>land_use_efficiency compares the years {first} and {last} and leaves out others.</source>
            <translation>land_use_efficiency jämför åren {first} och {last} och utelämnar övriga.</translation>
        </message>
        <message>
            <source>land_use_efficiency needs land use of two years in one layer. Merge both surveys into one layer with a field for the year (it has: {years}).</source>
            <translation>land_use_efficiency behöver markanvändning för två år i ett lager. Slå ihop båda inventeringarna till ett lager med ett fält för året (det har: {years}).</translation>
        </message>
        <message>
            <source>language</source>
            <translation>språk</translation>
        </message>
        <message>
            <source>layers,roles,match,recognise,project,assessment,fields</source>
            <translation>lager,roller,matcha,känna igen,projekt,bedömning,fält</translation>
        </message>
        <message>
            <source>leading zeros and .0 aside</source>
            <translation>bortsett från inledande nollor och .0</translation>
        </message>
        <message>
            <source>lines</source>
            <translation>linjer</translation>
        </message>
        <message>
            <source>link</source>
            <translation>länk</translation>
        </message>
        <message>
            <source>little speaks for it</source>
            <translation>lite talar för det</translation>
        </message>
        <message>
            <source>lower is better</source>
            <translation>lägre är bättre</translation>
        </message>
        <message>
            <source>median score</source>
            <translation>medianpoäng</translation>
        </message>
        <message>
            <source>metadata,vintage,licence,owner,register,update</source>
            <translation>metadata,aktualitet,licens,ägare,register,uppdatering</translation>
        </message>
        <message>
            <source>name</source>
            <translation>namn</translation>
        </message>
        <message>
            <source>names beside the codes aside</source>
            <translation>bortsett från namn bredvid koderna</translation>
        </message>
        <message>
            <source>names beside the codes, leading zeros and .0 aside</source>
            <translation>bortsett från namn bredvid koderna, inledande nollor och .0</translation>
        </message>
        <message>
            <source>nearest,facility,access,distance,travel time,walking,cycling,network,service,school,borders</source>
            <translation>närmaste,målpunkt,tillgänglighet,avstånd,restid,gång,cykel,nätverk,service,skola,kommungränser</translation>
        </message>
        <message>
            <source>negotiation,parties,goals,minimum,pareto,land access,agreement</source>
            <translation>förhandling,parter,mål,minimum,pareto,markåtkomst,överenskommelse</translation>
        </message>
        <message>
            <source>network,walking,cycling,streets,topology,graph,junctions,islands</source>
            <translation>nätverk,gång,cykel,gator,topologi,graf,korsningar,öar,vägnät</translation>
        </message>
        <message>
            <source>new</source>
            <translation>nya</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nej</translation>
        </message>
        <message>
            <source>no area</source>
            <translation>ingen yta</translation>
        </message>
        <message>
            <source>no category</source>
            <translation>ingen kategori</translation>
        </message>
        <message>
            <source>no geometry</source>
            <translation>ingen geometri</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>utan läge</translation>
        </message>
        <message>
            <source>noise_exposure needs the level of the noise polygons. Choose the field with the level in dBA.</source>
            <translation>noise_exposure behöver bullerytornas ljudnivå. Välj fältet med nivån i dBA.</translation>
        </message>
        <message>
            <source>noise_exposure: {count} buildings have exactly {limit} dBA, which is not above the limit. If the noise polygons are classes named by their lower bound (60 for 60-65), set their width (5).</source>
            <translation>noise_exposure: {count} byggnader har precis {limit} dBA, vilket inte är över gränsen. Om bullerytorna är klasser som bär sin undre gräns (60 för 60–65), ange klassernas bredd (5).</translation>
        </message>
        <message>
            <source>none chosen</source>
            <translation>ingen vald</translation>
        </message>
        <message>
            <source>not decided</source>
            <translation>inte bestämt</translation>
        </message>
        <message>
            <source>not on the map</source>
            <translation>inte på kartan</translation>
        </message>
        <message>
            <source>not stated</source>
            <translation>ej angivet</translation>
        </message>
        <message>
            <source>note</source>
            <translation>upplysning</translation>
        </message>
        <message>
            <source>nothing tells what it is</source>
            <translation>inget säger vad det är</translation>
        </message>
        <message>
            <source>number of comments</source>
            <translation>antal kommentarer</translation>
        </message>
        <message>
            <source>number of votes against</source>
            <translation>antal röster emot</translation>
        </message>
        <message>
            <source>number of votes for</source>
            <translation>antal röster för</translation>
        </message>
        <message>
            <source>number plate</source>
            <translation>registreringsnummer</translation>
        </message>
        <message>
            <source>official answer</source>
            <translation>officiellt svar</translation>
        </message>
        <message>
            <source>official answers</source>
            <translation>officiella svar</translation>
        </message>
        <message>
            <source>offset from UTC</source>
            <translation>förskjutning från UTC</translation>
        </message>
        <message>
            <source>open</source>
            <translation>öppna</translation>
        </message>
        <message>
            <source>other categories</source>
            <translation>övriga kategorier</translation>
        </message>
        <message>
            <source>p-value</source>
            <translation>p-värde</translation>
        </message>
        <message>
            <source>p-value corrected for many tests</source>
            <translation>p-värde korrigerat för många test</translation>
        </message>
        <message>
            <source>pairs like title=Name; text=Comment, or a JSON object of them</source>
            <translation>par som title=Rubrik; text=Kommentar, eller ett JSON-objekt med sådana</translation>
        </message>
        <message>
            <source>per 1,000 residents</source>
            <translation>per 1 000 invånare</translation>
        </message>
        <message>
            <source>personal identity number</source>
            <translation>personnummer</translation>
        </message>
        <message>
            <source>phone number</source>
            <translation>telefonnummer</translation>
        </message>
        <message>
            <source>picture or attachment</source>
            <translation>bild eller bilaga</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fäst överst</translation>
        </message>
        <message>
            <source>places</source>
            <translation>platser</translation>
        </message>
        <message>
            <source>planning areas</source>
            <translation>planområden</translation>
        </message>
        <message>
            <source>points</source>
            <translation>punkter</translation>
        </message>
        <message>
            <source>pollinators,bees,flowers,nesting,Lonsdorf,InVEST,land cover,raster,habitat</source>
            <translation>pollinatörer,bin,blommor,boplatser,Lonsdorf,InVEST,marktäcke,raster,habitat</translation>
        </message>
        <message>
            <source>polygons</source>
            <translation>ytor</translation>
        </message>
        <message>
            <source>population,deso,grid,dasymetric,areal interpolation,residents,dwellings</source>
            <translation>befolkning,deso,ruta,dasymetrisk,arealinterpolation,invånare,bostäder</translation>
        </message>
        <message>
            <source>position</source>
            <translation>läge</translation>
        </message>
        <message>
            <source>pre-flight,quality,null,geometry,validity,coverage,duration,outdated</source>
            <translation>förkontroll,kvalitet,null,geometri,giltighet,täckning,tidsåtgång,inaktuell</translation>
        </message>
        <message>
            <source>profile or user account</source>
            <translation>profil eller användarkonto</translation>
        </message>
        <message>
            <source>pseudonym</source>
            <translation>pseudonym</translation>
        </message>
        <message>
            <source>rejected</source>
            <translation>avvisade</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>borttagna</translation>
        </message>
        <message>
            <source>removed at the source</source>
            <translation>borttagna vid källan</translation>
        </message>
        <message>
            <source>report,html,share,council,ranking,bubble chart,print</source>
            <translation>rapport,html,dela,kommunfullmäktige,nämnd,rangordning,bubbeldiagram,utskrift</translation>
        </message>
        <message>
            <source>reported to the moderators</source>
            <translation>anmäld till moderatorerna</translation>
        </message>
        <message>
            <source>run the OSGeo4W setup and choose the package python3-{package}</source>
            <translation>kör OSGeo4W-installationen och välj paketet python3-{package}</translation>
        </message>
        <message>
            <source>scenario,difference,before,after,winners,losers,change</source>
            <translation>scenario,skillnad,före,efter,vinnare,förlorare,förändring</translation>
        </message>
        <message>
            <source>scores on the framework's scale</source>
            <translation>poäng på ramverkets skala</translation>
        </message>
        <message>
            <source>share of the weight that entered the score; a score needs all of its parts, a value data for {data} % of the area</source>
            <translation>andel av vikten som ingår i poängen; en poäng kräver alla sina delar, ett värde data för {data} % av området</translation>
        </message>
        <message>
            <source>share of the weight that entered the score; a score needs {least} %, a value data for {data} % of the area</source>
            <translation>andel av vikten som ingår i poängen; en poäng kräver {least} %, ett värde data för {data} % av området</translation>
        </message>
        <message>
            <source>stakeholders,weights,participation,agreement,kendall,workshop,batch</source>
            <translation>aktörer,vikter,deltagande,enighet,kendall,workshop,batch</translation>
        </message>
        <message>
            <source>statistics,join,csv,excel,deso,scb,table,key,unmatched</source>
            <translation>statistik,koppla,join,csv,excel,deso,scb,tabell,nyckel,omatchade</translation>
        </message>
        <message>
            <source>status</source>
            <translation>status</translation>
        </message>
        <message>
            <source>sustainability,assessment,composite index,indicator,planning,score,södertörn</source>
            <translation>hållbarhet,bedömning,sammansatt index,indikator,planering,poäng,södertörn</translation>
        </message>
        <message>
            <source>sustainability,indicator,planning,green,access,density,land use,municipality,södertörn</source>
            <translation>hållbarhet,indikator,planering,grönområden,tillgänglighet,täthet,markanvändning,kommun,södertörn</translation>
        </message>
        <message>
            <source>telephone number</source>
            <translation>telefonnummer</translation>
        </message>
        <message>
            <source>text</source>
            <translation>text</translation>
        </message>
        <message>
            <source>text such as "1.0.0"</source>
            <translation>text som "1.0.0"</translation>
        </message>
        <message>
            <source>text, or {"en": "...", "sv": "..."}</source>
            <translation>text, eller {"en": "...", "sv": "..."}</translation>
        </message>
        <message>
            <source>the field {field} holds {values}</source>
            <translation>fältet {field} innehåller {values}</translation>
        </message>
        <message>
            <source>the file "{file}" is not in the folder "{folder}".</source>
            <translation>filen ”{file}” finns inte i mappen ”{folder}”.</translation>
        </message>
        <message>
            <source>the file cannot be made</source>
            <translation>filen kan inte skapas</translation>
        </message>
        <message>
            <source>the filter {filter} cannot be applied. The layer has these fields: {fields}.</source>
            <translation>filtret {filter} kan inte användas. Lagret har de här fälten: {fields}.</translation>
        </message>
        <message>
            <source>the folder "{folder}" is not there ("{file}" should be in it).</source>
            <translation>mappen ”{folder}” finns inte (”{file}” ska ligga i den).</translation>
        </message>
        <message>
            <source>the framework itself</source>
            <translation>själva ramverket</translation>
        </message>
        <message>
            <source>the id of a shipped framework, a file, or the framework in braces</source>
            <translation>id för ett medföljande ramverk, en fil, eller ramverket inom klamrar</translation>
        </message>
        <message>
            <source>the name of an indicator or column</source>
            <translation>namnet på en indikator eller kolumn</translation>
        </message>
        <message>
            <source>the name of the column that holds the groups</source>
            <translation>namnet på den kolumn som anger grupperna</translation>
        </message>
        <message>
            <source>the name says "{words}"</source>
            <translation>namnet säger "{words}"</translation>
        </message>
        <message>
            <source>the name says "{words}", which speaks against it</source>
            <translation>namnet säger "{words}", vilket talar emot</translation>
        </message>
        <message>
            <source>the number of a band, from 1</source>
            <translation>numret på ett band, från 1</translation>
        </message>
        <message>
            <source>time of change</source>
            <translation>ändringstid</translation>
        </message>
        <message>
            <source>time of writing</source>
            <translation>tid då den skrevs</translation>
        </message>
        <message>
            <source>title</source>
            <translation>rubrik</translation>
        </message>
        <message>
            <source>title and text are masked; read them before you publish.</source>
            <translation>title och text maskas; läs dem innan du publicerar.</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true eller false</translation>
        </message>
        <message>
            <source>two rising numbers</source>
            <translation>två stigande tal</translation>
        </message>
        <message>
            <source>two rising numbers such as [0, 100]</source>
            <translation>två stigande tal som [0, 100]</translation>
        </message>
        <message>
            <source>two rising numbers: the interval that scores best</source>
            <translation>två stigande tal: det intervall som ger högst poäng</translation>
        </message>
        <message>
            <source>uncertainty,sensitivity,monte carlo,rank interval,weights,composite index</source>
            <translation>osäkerhet,känslighet,monte carlo,rangintervall,vikter,sammansatt index</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>okänd</translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>till {date}</translation>
        </message>
        <message>
            <source>use a QGIS build that includes it, for example from conda-forge</source>
            <translation>använd ett QGIS-bygge som innehåller det, till exempel från conda-forge</translation>
        </message>
        <message>
            <source>votes hidden or unknown</source>
            <translation>röster dolda eller okända</translation>
        </message>
        <message>
            <source>warning</source>
            <translation>varning</translation>
        </message>
        <message>
            <source>weights,aggregation,rerun,quick,composite index</source>
            <translation>vikter,sammanvägning,ny körning,snabb,sammansatt index</translation>
        </message>
        <message>
            <source>what the feedback is used for</source>
            <translation>vad synpunkterna används till</translation>
        </message>
        <message>
            <source>where the layer is, is not said. Name its source.</source>
            <translation>det anges inte var lagret finns. Ange dess källa (source).</translation>
        </message>
        <message>
            <source>who decides, e.g. the planning committee</source>
            <translation>vem som bestämmer, t.ex. plannämnden</translation>
        </message>
        <message>
            <source>whole number</source>
            <translation>heltal</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>återkallad</translation>
        </message>
        <message>
            <source>withdrawn by their authors</source>
            <translation>återtagna av författaren</translation>
        </message>
        <message>
            <source>within the goalposts</source>
            <translation>inom riktvärdena</translation>
        </message>
        <message>
            <source>without a score: too little data</source>
            <translation>utan poäng: för lite data</translation>
        </message>
        <message>
            <source>without {groups}</source>
            <translation>utan {groups}</translation>
        </message>
        <message>
            <source>wrong kind of geometry</source>
            <translation>fel slags geometri</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>z-score: standard deviations from the mean</source>
            <translation>z-poäng: standardavvikelser från medelvärdet</translation>
        </message>
        <message>
            <source>{a} against {b}: judged from {low} to {high} times as important.</source>
            <translation>{a} mot {b}: bedömt från {low} till {high} gånger så viktigt.</translation>
        </message>
        <message>
            <source>{cells} cells studied with {items} items: {hot} in hot spots, {cold} in cold spots. {excluded} items without a position of their own and {outside} outside these cells were left out.</source>
            <translation>{cells} rutor undersökta med {items} synpunkter: {hot} i hetpunkter, {cold} i kallpunkter. {excluded} synpunkter utan eget läge och {outside} utanför dessa rutor utelämnades.</translation>
        </message>
        <message>
            <source>{choices} or another</source>
            <translation>{choices} eller ett annat</translation>
        </message>
        <message>
            <source>{connector} has no profile “{profile}”. Choose one of {profiles}.</source>
            <translation>{connector} har ingen profil ”{profile}”. Välj en av {profiles}.</translation>
        </message>
        <message>
            <source>{count} alternatives lack a value; that minimum counts as not met.</source>
            <translation>{count} alternativ saknar ett värde; det minimikravet räknas som inte uppfyllt.</translation>
        </message>
        <message>
            <source>{count} answers in repeated groups ({groups}) were not imported; the option repeats brings them too.</source>
            <translation>{count} svar i upprepade grupper ({groups}) hämtades inte; alternativet repeats hämtar även dem.</translation>
        </message>
        <message>
            <source>{count} areas are covered by less than {share} %.</source>
            <translation>{count} områden täcks till mindre än {share} %.</translation>
        </message>
        <message>
            <source>{count} areas are not in the table (NULL there): {names}</source>
            <translation>{count} områden finns inte i tabellen (NULL där): {names}</translation>
        </message>
        <message>
            <source>{count} areas are ranked without a whole pillar or theme, because too little of it was observed there: read them with care. The table names what is left out.</source>
            <translation>{count} områden är rangordnade utan en hel pelare eller ett helt tema, eftersom för lite av det har observerats där: läs dem med försiktighet. Tabellen namnger det som är utelämnat.</translation>
        </message>
        <message>
            <source>{count} areas are scored and ranked without "{name}": read them with care.</source>
            <translation>{count} områden har poängsatts och rangordnats utan "{name}": läs dem med försiktighet.</translation>
        </message>
        <message>
            <source>{count} areas have fewer than {cells} cells: their values are less sure.</source>
            <translation>{count} områden har färre än {cells} celler: deras värden är mindre säkra.</translation>
        </message>
        <message>
            <source>{count} areas have no code (NULL there).</source>
            <translation>{count} områden saknar kod (NULL där).</translation>
        </message>
        <message>
            <source>{count} areas have no known residents: shares of residents are NULL there.</source>
            <translation>{count} områden har inga kända invånare: andelar av invånarna är NULL där.</translation>
        </message>
        <message>
            <source>{count} areas lie outside all layers: {names}.</source>
            <translation>{count} områden ligger utanför alla lager: {names}.</translation>
        </message>
        <message>
            <source>{count} areas lie outside all the data given: their values are NULL, not 0.</source>
            <translation>{count} områden ligger utanför alla angivna data: deras värden är NULL, inte 0.</translation>
        </message>
        <message>
            <source>{count} areas measured in {crs} stay unknown: {why}</source>
            <translation>{count} områden som mäts i {crs} förblir okända: {why}</translation>
        </message>
        <message>
            <source>{count} areas of "{name}" are not in "{other}" ({keys}).</source>
            <translation>{count} områden i "{name}" finns inte i "{other}" ({keys}).</translation>
        </message>
        <message>
            <source>{count} areas repeat another one exactly.</source>
            <translation>{count} områden är exakta dubbletter av ett annat.</translation>
        </message>
        <message>
            <source>{count} broken geometries.</source>
            <translation>{count} trasiga geometrier.</translation>
        </message>
        <message>
            <source>{count} buildings have no known number of dwellings: nobody is placed there. Fill in the field, or weigh by floor area.</source>
            <translation>{count} byggnader har inget känt antal bostäder: ingen placeras där. Fyll i fältet, eller vikta efter bruttoarea.</translation>
        </message>
        <message>
            <source>{count} can be measured: {names}.</source>
            <translation>{count} kan mätas: {names}.</translation>
        </message>
        <message>
            <source>{count} cells are below 0 or above 100 %, which canopy cannot be: no data.</source>
            <translation>{count} celler är under 0 eller över 100 %, vilket krontäckning inte kan vara: de räknas som saknade data.</translation>
        </message>
        <message>
            <source>{count} cells are below {low} or above {high} dBA, which sound levels are not. Check unit and scale.</source>
            <translation>{count} celler är under {low} eller över {high} dBA, vilket ljudnivåer inte är. Kontrollera enhet och skala.</translation>
        </message>
        <message>
            <source>{count} cells are infinite: they count as no data.</source>
            <translation>{count} celler är oändliga: de räknas som saknade data.</translation>
        </message>
        <message>
            <source>{count} cells are no whole numbers, as classes are. Is it a raster of measured values?</source>
            <translation>{count} celler är inte heltal, som klasser är. Är det ett raster med uppmätta värden?</translation>
        </message>
        <message>
            <source>{count} cells have a negative number of residents: they count as no data.</source>
            <translation>{count} celler har ett negativt antal invånare: de räknas som saknade data.</translation>
        </message>
        <message>
            <source>{count} cells have too few residents and are left out, with {items} items in them.</source>
            <translation>{count} rutor har för få invånare och utelämnas, med {items} synpunkter i sig.</translation>
        </message>
        <message>
            <source>{count} cells of "{name}" are below 0 or above {full} and count as no data, not as canopy.</source>
            <translation>{count} celler i "{name}" är under 0 eller över {full} och räknas som saknade data, inte som krontäckning.</translation>
        </message>
        <message>
            <source>{count} cells of "{name}" are infinite and count as no data.</source>
            <translation>{count} celler i "{name}" är oändliga och räknas som saknade data.</translation>
        </message>
        <message>
            <source>{count} cells of the sheet hold formulas without a stored result and are NULL. Open the file in a spreadsheet program and save it, so that the results are stored.</source>
            <translation>{count} celler i bladet innehåller formler utan sparat resultat och är NULL. Öppna filen i ett kalkylprogram och spara den, så att resultaten sparas.</translation>
        </message>
        <message>
            <source>{count} codes of the table have no area: {names}</source>
            <translation>{count} koder i tabellen har inget område: {names}</translation>
        </message>
        <message>
            <source>{count} codes of the table match codes of the areas only with {how}, each a single one: {examples}. Check that they mean the same areas.</source>
            <translation>{count} koder i tabellen motsvarar områdenas koder bara {how}, var och en en enda: {examples}. Kontrollera att de avser samma områden.</translation>
        </message>
        <message>
            <source>{count} codes stand in several rows ({names}). Choose to add them up or to take the first, or pick a table with one row per area.</source>
            <translation>{count} koder står på flera rader ({names}). Välj att summera dem eller att ta den första, eller välj en tabell med en rad per område.</translation>
        </message>
        <message>
            <source>{count} codes stand in several rows: {policy}.</source>
            <translation>{count} koder står på flera rader: {policy}.</translation>
        </message>
        <message>
            <source>{count} crossings without a common point were joined.</source>
            <translation>{count} korsningar utan gemensam punkt kopplades ihop.</translation>
        </message>
        <message>
            <source>{count} ends that touch a line without a common point were joined.</source>
            <translation>{count} ändar som rör vid en linje utan gemensam punkt kopplades ihop.</translation>
        </message>
        <message>
            <source>{count} entries of the document are no items and were left out.</source>
            <translation>{count} delar av dokumentet är inga poster och utelämnades.</translation>
        </message>
        <message>
            <source>{count} facilities lie more than {limit} m from any street: nobody reaches them.</source>
            <translation>{count} målpunkter ligger mer än {limit} m från någon gata: ingen når dem.</translation>
        </message>
        <message>
            <source>{count} facilities or entrances stand beside a short piece of street without connection to the rest: they are reached from the nearest other street too.</source>
            <translation>{count} målpunkter eller ingångar ligger vid en kort gatubit utan förbindelse med resten: de nås även från närmaste andra gata.</translation>
        </message>
        <message>
            <source>{count} facilities stand beside a short piece of street without connection to the rest: they are reached from the nearest other street too.</source>
            <translation>{count} målpunkter ligger vid en kort gatubit utan förbindelse med resten: de nås även från närmaste andra gata.</translation>
        </message>
        <message>
            <source>{count} features</source>
            <translation>{count} objekt</translation>
        </message>
        <message>
            <source>{count} features repeat another one: the same place and the same values.</source>
            <translation>{count} objekt är dubbletter av ett annat: samma plats och samma värden.</translation>
        </message>
        <message>
            <source>{count} fields of an earlier run of Samplan are replaced.</source>
            <translation>{count} fält från en tidigare körning av Samplan ersätts.</translation>
        </message>
        <message>
            <source>{count} indicators drafted. Now set directions, goalposts with sources, and weights.</source>
            <translation>Utkast med {count} indikatorer. Ange nu riktningar, riktvärden med källor och vikter.</translation>
        </message>
        <message>
            <source>{count} infinite values of "{column}" are treated as missing.</source>
            <translation>{count} oändliga värden i "{column}" behandlas som saknade.</translation>
        </message>
        <message>
            <source>{count} items count: {inside} within the areas, {outside} outside, {unlocated} without a position ({share}).</source>
            <translation>{count} synpunkter räknas: {inside} inom områdena, {outside} utanför, {unlocated} utan läge ({share}).</translation>
        </message>
        <message>
            <source>{count} items have a time of writing that cannot be read ({examples}). They are kept without one: filters by time let them pass, and periods do not count them. Write dates like 2026-05-31 or 31.5.2026.</source>
            <translation>{count} synpunkter har en skrivtid som inte kan läsas ({examples}). De behålls utan tid: tidsfilter släpper igenom dem och perioder räknar dem inte. Skriv datum som 2026-05-31 eller 31.5.2026.</translation>
        </message>
        <message>
            <source>{count} items have coordinates that lie nowhere on Earth; they are kept without a position.</source>
            <translation>{count} poster har koordinater som inte ligger någonstans på jorden; de behålls utan läge.</translation>
        </message>
        <message>
            <source>{count} items have no time and belong to no period.</source>
            <translation>{count} synpunkter saknar tid och hör inte till någon period.</translation>
        </message>
        <message>
            <source>{count} items have something in the coordinate columns that could not be read ({examples}); they are kept without a position. Write degrees, a pair of coordinates or WKT there.</source>
            <translation>{count} synpunkter har något i koordinatkolumnerna som inte kan läsas ({examples}); de behålls utan läge. Skriv grader, ett koordinatpar eller WKT där.</translation>
        </message>
        <message>
            <source>{count} items have the coordinates 0, 0, which mean nothing; they are kept without a position.</source>
            <translation>{count} poster har koordinaterna 0, 0, som inte betyder något; de behålls utan läge.</translation>
        </message>
        <message>
            <source>{count} items have the id of another one in the same answer, and only one of each is kept. Choose a column whose values are unique as id.</source>
            <translation>{count} poster har samma id som en annan i samma svar, och bara en av varje behålls. Välj en kolumn med unika värden som id.</translation>
        </message>
        <message>
            <source>{count} items have the id of another one; of each the last was kept. Choose columns that are unique together, like id=a+b, or none with id= (option columns).</source>
            <translation>{count} synpunkter har samma id som en annan; av varje behölls den sista. Välj kolumner som tillsammans är unika, som id=a+b, eller ingen med id= (alternativet columns).</translation>
        </message>
        <message>
            <source>{count} items keep the pseudonym of their author from an earlier run; this one did not ask for pseudonyms. To be rid of them, erase the source and import it again.</source>
            <translation>{count} synpunkter behåller skribentens pseudonym från en tidigare körning; den här begärde inga pseudonymer. Radera källan och hämta den igen för att bli av med dem.</translation>
        </message>
        <message>
            <source>{count} items left out: {reason}.</source>
            <translation>{count} synpunkter utelämnade: {reason}.</translation>
        </message>
        <message>
            <source>{count} items lie far from where {crs} is used. Check the coordinate system (option crs).</source>
            <translation>{count} poster ligger långt från där {crs} används. Kontrollera koordinatsystemet (alternativet crs).</translation>
        </message>
        <message>
            <source>{count} items lie outside the coordinate reference system and count as unlocated.</source>
            <translation>{count} synpunkter ligger utanför koordinatsystemet och räknas som utan läge.</translation>
        </message>
        <message>
            <source>{count} items may hold personal data in their text (field privacy_flags). Do not pass the layer on as it is.</source>
            <translation>{count} synpunkter kan innehålla personuppgifter i texten (fältet privacy_flags). Lämna inte ut lagret som det är.</translation>
        </message>
        <message>
            <source>{count} items of citizens' feedback, {share} of them without a position. People chose themselves to write: the numbers show where feedback is, not what residents think.</source>
            <translation>{count} synpunkter från invånare, {share} av dem utan läge. Människor har själva valt att skriva: talen visar var synpunkterna finns, inte vad invånarna tycker.</translation>
        </message>
        <message>
            <source>{count} items of {source} were erased.</source>
            <translation>{count} synpunkter från {source} raderades.</translation>
        </message>
        <message>
            <source>{count} items only carry the area of their whole project; they count as unlocated.</source>
            <translation>{count} synpunkter har bara hela sitt projekts yta som läge; de räknas som utan läge.</translation>
        </message>
        <message>
            <source>{count} items read</source>
            <translation>{count} synpunkter lästa</translation>
        </message>
        <message>
            <source>{count} items repeat another one nearby or came in a burst. They are marked, not removed: look at them and leave them out where that is right.</source>
            <translation>{count} synpunkter upprepar en annan i närheten eller kom i en skur. De är märkta, inte borttagna: titta på dem och utelämna dem där det är rätt.</translation>
        </message>
        <message>
            <source>{count} items seem to have latitude and longitude swapped; they are kept without a position.</source>
            <translation>{count} poster verkar ha latitud och longitud omkastade; de behålls utan läge.</translation>
        </message>
        <message>
            <source>{count} items stand where the item they answer stands.</source>
            <translation>{count} synpunkter har samma läge som den de besvarar.</translation>
        </message>
        <message>
            <source>{count} items were written after {date}, the day that ages are counted to: they have no age.</source>
            <translation>{count} synpunkter skrevs efter {date}, dagen som åldrarna räknas till: de har ingen ålder.</translation>
        </message>
        <message>
            <source>{count} lines are left out: not open to this mode.</source>
            <translation>{count} linjer utelämnas: inte öppna för detta färdsätt.</translation>
        </message>
        <message>
            <source>{count} lines have fewer cells than the table has columns (first: line {line}); what they lack at their end is NULL.</source>
            <translation>{count} rader har färre celler än tabellen har kolumner (första: rad {line}); det de saknar i slutet blir NULL.</translation>
        </message>
        <message>
            <source>{count} lines without length were left out.</source>
            <translation>{count} linjer utan längd utelämnades.</translation>
        </message>
        <message>
            <source>{count} more items would be published but for the publication of {date}: both together would single out fewer than {k}. They follow by themselves when enough have come. If nothing published from this database was ever handed out, run again with EARLIER=forget.</source>
            <translation>{count} synpunkter till skulle publiceras om inte publiceringen {date} fanns: båda tillsammans skulle peka ut färre än {k}. De kommer med av sig själva när tillräckligt många har kommit in. Har inget som publicerats ur databasen någonsin lämnats ut, kör igen med EARLIER=forget.</translation>
        </message>
        <message>
            <source>{count} municipalities hold no habitat patch: their values are NULL.</source>
            <translation>{count} kommuner har ingen habitatyta: deras värden är NULL.</translation>
        </message>
        <message>
            <source>{count} names are repeated.</source>
            <translation>{count} namn upprepas.</translation>
        </message>
        <message>
            <source>{count} names in the key field stand for several areas ({names}). Each area is measured by itself, but results cannot be matched by this key later.</source>
            <translation>{count} namn i nyckelfältet står för flera områden ({names}). Varje område mäts för sig, men resultaten kan inte matchas med denna nyckel senare.</translation>
        </message>
        <message>
            <source>{count} numbers of the field "{field}" carry a mark, and count as they are: {texts}.</source>
            <translation>{count} tal i fältet "{field}" har en markering och räknas som de är: {texts}.</translation>
        </message>
        <message>
            <source>{count} of the items that count are marked as near-duplicates or parts of a burst (field marks).</source>
            <translation>{count} av synpunkterna som räknas är märkta som nästan dubbletter eller del av en skur (fältet marks).</translation>
        </message>
        <message>
            <source>{count} of these items are in the database already, word for word, from {other}. If it is the same list under another name, erase one of the two sources: they count twice now.</source>
            <translation>{count} av synpunkterna finns redan ordagrant i databasen, från {other}. Om det är samma lista under ett annat namn, radera den ena källan: nu räknas de dubbelt.</translation>
        </message>
        <message>
            <source>{count} of {seen} items lie outside the extent that the service declares ({extent}). Look at the map; if they lie wrong, choose the coordinate system of the answers (option crs).</source>
            <translation>{count} av {seen} synpunkter ligger utanför den utbredning som tjänsten anger ({extent}). Titta på kartan; om de ligger fel, välj svarens koordinatsystem (alternativet crs).</translation>
        </message>
        <message>
            <source>{count} of {total} areas have gaps and were left out of the weights.</source>
            <translation>{count} av {total} områden har luckor och utelämnades ur vikterna.</translation>
        </message>
        <message>
            <source>{count} of {total} areas have no overall score: too much data is missing.</source>
            <translation>{count} av {total} områden har ingen samlad poäng: för mycket data saknas.</translation>
        </message>
        <message>
            <source>{count} of {total} areas have no score for "{name}": too much is missing.</source>
            <translation>{count} av {total} områden har ingen poäng för "{name}": för mycket saknas.</translation>
        </message>
        <message>
            <source>{count} of {total} facilities lie more than {limit} m from any street: nobody reaches them.</source>
            <translation>{count} av {total} målpunkter ligger mer än {limit} m från någon gata: ingen når dem.</translation>
        </message>
        <message>
            <source>{count} of {total} items lie outside the area where {crs} is used. Check their positions.</source>
            <translation>{count} av {total} synpunkter ligger utanför området där {crs} används. Kontrollera deras lägen.</translation>
        </message>
        <message>
            <source>{count} of {total} items lie outside the area where {crs} is used: cells have not the stated size there. Choose {better} or auto.</source>
            <translation>{count} av {total} synpunkter ligger utanför området där {crs} används: där har rutorna inte den angivna storleken. Välj {better} eller auto.</translation>
        </message>
        <message>
            <source>{count} of {total} items received do not pass the filters and were not added.</source>
            <translation>{count} av {total} mottagna synpunkter kommer inte igenom filtren och lades inte till.</translation>
        </message>
        <message>
            <source>{count} origins lie more than {limit} m from any street: their values are NULL.</source>
            <translation>{count} startpunkter ligger mer än {limit} m från någon gata: deras värden är NULL.</translation>
        </message>
        <message>
            <source>{count} origins reach a facility only in a neighbouring municipality, within the limit.</source>
            <translation>{count} startpunkter når en målpunkt bara i en grannkommun, inom gränsen.</translation>
        </message>
        <message>
            <source>{count} origins stand beside a piece of street shorter than {length} m that is connected neither with the rest nor with a facility: they are tied to the nearest other street.</source>
            <translation>{count} startpunkter ligger vid en gatubit kortare än {length} m utan förbindelse med vare sig resten eller någon målpunkt: de knyts till närmaste andra gata.</translation>
        </message>
        <message>
            <source>{count} origins stand beside streets that lead to no facility and join no others: they are tied to the nearest street that does.</source>
            <translation>{count} startpunkter ligger vid gator som inte leder till någon målpunkt och saknar förbindelse med andra: de knyts till närmaste gata som gör det.</translation>
        </message>
        <message>
            <source>{count} pairs of areas overlap, {size} ha in all. Each area is measured for itself; sums over the areas count that land more than once.</source>
            <translation>{count} par av områden överlappar varandra, sammanlagt {size} ha. Varje område mäts för sig; summor över områdena räknar den marken mer än en gång.</translation>
        </message>
        <message>
            <source>{count} pairs of polygons overlap, on {share} % of the layer's area: what is counted there counts more than once. Keep one of two grids, or cut the polygons apart.</source>
            <translation>{count} par av ytor överlappar varandra, på {share} % av lagrets yta: det som räknas där räknas mer än en gång. Behåll ett av två rutnät, eller skär isär ytorna.</translation>
        </message>
        <message>
            <source>{count} parts are shorter than {length} m ({share} % of the length): access is measured from the nearest other street. Look at them on the map, and join those that should be connected.</source>
            <translation>{count} delar är kortare än {length} m ({share} % av längden): tillgången mäts från närmaste andra gata. Granska dem på kartan och koppla ihop dem som borde hänga ihop.</translation>
        </message>
        <message>
            <source>{count} patches have no cell of the resistance raster to themselves: they are linked only to patches they touch. Use a larger raster, or smaller cells.</source>
            <translation>{count} ytor har ingen egen cell i motståndsrastret: de är bara förbundna med ytor de rör vid. Använd ett större raster, eller mindre celler.</translation>
        </message>
        <message>
            <source>{count} pieces lie outside all municipalities.</source>
            <translation>{count} bitar ligger utanför alla kommuner.</translation>
        </message>
        <message>
            <source>{count} places of residence lie more than {limit} m from any street and are left out as unknown.</source>
            <translation>{count} bostäder ligger mer än {limit} m från någon gata och utelämnas som okända.</translation>
        </message>
        <message>
            <source>{count} places of residence stand beside a piece of street shorter than {length} m that is connected neither with the rest nor with a facility: they are tied to the nearest other street.</source>
            <translation>{count} bostäder ligger vid en gatubit kortare än {length} m utan förbindelse med vare sig resten eller någon målpunkt: de knyts till närmaste andra gata.</translation>
        </message>
        <message>
            <source>{count} places of residence stand beside streets that lead to nothing and join no others: they are tied to the nearest street that leads somewhere.</source>
            <translation>{count} bostäder ligger vid gator som inte leder till något mål och saknar förbindelse med andra: de knyts till närmaste gata som gör det.</translation>
        </message>
        <message>
            <source>{count} planning areas cannot be measured ({reason}): {names}. Their values are NULL.</source>
            <translation>{count} planområden kan inte mätas ({reason}): {names}. Deras värden är NULL.</translation>
        </message>
        <message>
            <source>{count} planning areas had broken geometries: they were repaired for measuring, not in the layer.</source>
            <translation>{count} planområden hade trasiga geometrier: de reparerades för mätningen, inte i lagret.</translation>
        </message>
        <message>
            <source>{count} rows are exact copies of other rows and count once. Codes: {names}.</source>
            <translation>{count} rader är exakta kopior av andra rader och räknas en gång. Koder: {names}.</translation>
        </message>
        <message>
            <source>{count} rows are left out, because a value in them means missing ({texts}).</source>
            <translation>{count} rader lämnas utanför, eftersom ett värde i dem betyder att uppgift saknas ({texts}).</translation>
        </message>
        <message>
            <source>{count} rows are sums of some other rows of their code, or parts of one, and are left out of the sums: {names}. Check that this is right.</source>
            <translation>{count} rader är summor av några andra rader för sin kod, eller delar av en, och lämnas utanför summorna: {names}. Kontrollera att det stämmer.</translation>
        </message>
        <message>
            <source>{count} rows are totals of other rows of their code, and are left out of the sums: {names}. Check that this is right.</source>
            <translation>{count} rader är totaler av andra rader med samma kod och räknas inte med i summorna: {names}. Kontrollera att det stämmer.</translation>
        </message>
        <message>
            <source>{count} rows have no period in the field "{field}" and get no rank: {names}. Fill the period in, or delete the rows.</source>
            <translation>{count} rader har ingen period i fältet "{field}" och får ingen rang: {names}. Fyll i perioden, eller ta bort raderna.</translation>
        </message>
        <message>
            <source>{count} rows of the sheet are hidden, by hand or by a filter. They are read like the others.</source>
            <translation>{count} rader i bladet är dolda, för hand eller av ett filter. De läses som de andra.</translation>
        </message>
        <message>
            <source>{count} rows of the table have no code.</source>
            <translation>{count} rader i tabellen saknar kod.</translation>
        </message>
        <message>
            <source>{count} rows without a code stand between rows with one. If they belong to the code above them (men, then women), their numbers are lacking: write the code into each of these rows and join again.</source>
            <translation>{count} rader utan kod står mellan rader som har en. Om de hör till koden ovanför (män, sedan kvinnor) saknas deras tal: skriv koden på var och en av raderna och koppla igen.</translation>
        </message>
        <message>
            <source>{count} splinters below 1 m² that a border would cut off are left out.</source>
            <translation>{count} flisor under 1 m² som en gräns skulle skära av utelämnas.</translation>
        </message>
        <message>
            <source>{count} stored items lie outside what this run asked for and were not checked: they may have changed, or be gone, at the source. Update without filters now and then.</source>
            <translation>{count} sparade synpunkter ligger utanför det som den här körningen frågade efter och kontrollerades inte: de kan ha ändrats eller tagits bort hos källan. Uppdatera utan filter då och då.</translation>
        </message>
        <message>
            <source>{count} submissions answer several geographic questions; the first is on the map. To see another, name it as “Position question”: {questions}.</source>
            <translation>{count} inskickade svar besvarar flera frågor om läge; det första visas på kartan. Ange en annan som ”Fråga med läge” för att se den: {questions}.</translation>
        </message>
        <message>
            <source>{count} survey answers were not imported; the option surveys brings them too.</source>
            <translation>{count} enkätsvar hämtades inte; alternativet surveys hämtar även dem.</translation>
        </message>
        <message>
            <source>{count} texts are longer than a cell of a spreadsheet can be, and were cut. Choose a file ending in .csv to keep them whole.</source>
            <translation>{count} texter är längre än en cell i ett kalkylblad kan vara och kortades. Välj en fil som slutar på .csv för att behålla dem hela.</translation>
        </message>
        <message>
            <source>{count} texts have signs that are not written in {encoding}; a question mark stands for each. Set the option encoding to the character set of the file, like cp1252 or cp850.</source>
            <translation>{count} texter har tecken som inte är skrivna i {encoding}; de visas som frågetecken. Ställ in alternativet encoding på filens teckenkodning, till exempel cp1252 eller cp850.</translation>
        </message>
        <message>
            <source>{count} totals are not quite the sum of their parts, which counts here. The largest difference: the code {code}, in the column "{field}", has the total {total} and parts that add up to {sum}.</source>
            <translation>{count} totaler är inte riktigt summan av sina delar, som är det som räknas här. Den största skillnaden: koden {code} har i kolumnen "{field}" totalen {total} och delar som blir {sum} tillsammans.</translation>
        </message>
        <message>
            <source>{count} values of the field "{field}" are no numbers and count as missing: {texts}.</source>
            <translation>{count} värden i fältet "{field}" är inga tal och räknas som saknade: {texts}.</translation>
        </message>
        <message>
            <source>{count} values of the field "{field}" are signs for a missing number (NULL): {texts}.</source>
            <translation>{count} värden i fältet "{field}" är tecken för att tal saknas (NULL): {texts}.</translation>
        </message>
        <message>
            <source>{count} zones are divided by land area.</source>
            <translation>{count} statistikområden fördelas efter landyta.</translation>
        </message>
        <message>
            <source>{count} zones have no usable polygon: their counts cannot be moved.</source>
            <translation>{count} statistikområden har ingen användbar yta: deras antal kan inte fördelas.</translation>
        </message>
        <message>
            <source>{data}, if there is one</source>
            <translation>{data}, om det finns</translation>
        </message>
        <message>
            <source>{distance} m: the connector part will take about {minutes} minutes more. It can be cancelled at any time, and switched off under the advanced parameters.</source>
            <translation>{distance} m: förbindelsedelen tar ungefär {minutes} minuter till. Den kan avbrytas när som helst, och stängas av bland de avancerade parametrarna.</translation>
        </message>
        <message>
            <source>{done} items so far</source>
            <translation>{done} poster hittills</translation>
        </message>
        <message>
            <source>{done} of {total} items</source>
            <translation>{done} av {total} poster</translation>
        </message>
        <message>
            <source>{edges} edges and {nodes} nodes; {parts} parts, {share} % of the length in the largest.</source>
            <translation>{edges} länkar och {nodes} noder; {parts} delar, {share} % av längden i den största.</translation>
        </message>
        <message>
            <source>{fields}: by name or unit a share, mean, density, year or code, not a count. Dividing and adding up such numbers gives wrong results. Choose fields with counts, such as the number of unemployed instead of the unemployment rate.</source>
            <translation>{fields}: enligt namn eller enhet en andel, ett medelvärde, en täthet, ett år eller en kod, inte ett antal. Att dela upp och summera sådana tal ger fel resultat. Välj fält med antal, till exempel antalet arbetslösa i stället för andelen arbetslösa.</translation>
        </message>
        <message>
            <source>{field}: "{text}" is read as {number}, because decimals follow a "{mark}" in the rest of the table. If it means thousands, choose so under "Decimals follow".</source>
            <translation>{field}: "{text}" läses som {number}, eftersom decimaler följer efter "{mark}" i resten av tabellen. Om det betyder tusental, välj det under "Decimaler föregås av".</translation>
        </message>
        <message>
            <source>{field}: "{text}" is read as {number}, because what stands before three digits marks thousands.</source>
            <translation>{field}: "{text}" läses som {number}, eftersom tecknet före tre siffror skiljer tusental.</translation>
        </message>
        <message>
            <source>{field}: all values are the same.</source>
            <translation>{field}: alla värden är lika.</translation>
        </message>
        <message>
            <source>{field}: no field was found, choose one</source>
            <translation>{field}: inget fält hittades, välj ett</translation>
        </message>
        <message>
            <source>{field}: withheld in {withheld} and made coarser in {coarser} of {total} published items, because too few in their cell share the value.</source>
            <translation>{field}: hålls inne i {withheld} och är grövre i {coarser} av {total} publicerade synpunkter, eftersom för få i deras ruta delar värdet.</translation>
        </message>
        <message>
            <source>{field}: {count} pairs of zones overlap, such as a whole and its parts. Of the total of {total} about {excess} is counted twice. Keep one level of zones, or cut them apart.</source>
            <translation>{field}: {count} par av zoner överlappar varandra, till exempel en helhet och dess delar. Av summan {total} räknas omkring {excess} dubbelt. Behåll en nivå av zoner, eller skär isär dem.</translation>
        </message>
        <message>
            <source>{field}: {count} values are NULL ({share} %).</source>
            <translation>{field}: {count} värden är NULL ({share} %).</translation>
        </message>
        <message>
            <source>{field}: {count} values are negative.</source>
            <translation>{field}: {count} värden är negativa.</translation>
        </message>
        <message>
            <source>{field}: {count} values are text, not numbers.</source>
            <translation>{field}: {count} värden är text, inte tal.</translation>
        </message>
        <message>
            <source>{field}: {gaps} planning areas lie where no count is known and are NULL; {low} lie partly there, and their counts are too low.</source>
            <translation>{field}: {gaps} planområden ligger där inget antal är känt och är NULL; {low} ligger delvis där, och deras antal är för låga.</translation>
        </message>
        <message>
            <source>{field}: {inside} of {total} are in the planning areas, {outside} outside.</source>
            <translation>{field}: {inside} av {total} är i planområdena, {outside} utanför.</translation>
        </message>
        <message>
            <source>{field}: {names} are as likely, choose one</source>
            <translation>{field}: {names} är lika troliga, välj ett</translation>
        </message>
        <message>
            <source>{field}: {scenario} less {first}</source>
            <translation>{field}: {scenario} minus {first}</translation>
        </message>
        <message>
            <source>{field}: {some} numbers carry the unit "{unit}" and {others} carry none; all are read as they stand. Check that they mean the same.</source>
            <translation>{field}: {some} tal har enheten ”{unit}” och {others} har ingen; alla läses som de står. Kontrollera att de betyder samma sak.</translation>
        </message>
        <message>
            <source>{field}: {texts} stand apart from the other values ({low} to {high}) and look like codes for "missing". Counts below 0 are left out as unknown.</source>
            <translation>{field}: {texts} skiljer sig från de övriga värdena ({low} till {high}) och ser ut som koder för att uppgift saknas. Antal under 0 räknas som okända och utelämnas.</translation>
        </message>
        <message>
            <source>{field}: {texts} stand apart from the other values ({low} to {high}) and look like codes for "missing". They count as numbers. If they are codes, make them NULL, or give them to Join statistics under "Values that mean missing".</source>
            <translation>{field}: {texts} skiljer sig från de övriga värdena ({low} till {high}) och ser ut som koder för att uppgift saknas. De räknas som tal. Om de är koder, gör dem till NULL eller ange dem i Koppla statistik under ”Värden som betyder att uppgift saknas”.</translation>
        </message>
        <message>
            <source>{field}: {unknown} zones have no count, {negative} a negative one. They add nothing.</source>
            <translation>{field}: {unknown} zoner saknar antal, {negative} har ett negativt. De bidrar inte med något.</translation>
        </message>
        <message>
            <source>{file} is a table: it holds no positions and cannot be drawn. Write to a GeoPackage to keep them.</source>
            <translation>{file} är en tabell: den innehåller inga lägen och går inte att rita. Skriv till en GeoPackage för att behålla dem.</translation>
        </message>
        <message>
            <source>{first} against {second}</source>
            <translation>{first} mot {second}</translation>
        </message>
        <message>
            <source>{framework}: scores of {name}</source>
            <translation>{framework}: poäng för {name}</translation>
        </message>
        <message>
            <source>{held} of {total} items were held back: {unlocated} ({share}) without a position, {few} too few in their cell.</source>
            <translation>{held} av {total} synpunkter hölls inne: {unlocated} ({share}) saknar läge, {few} var för få i sin ruta.</translation>
        </message>
        <message>
            <source>{here} points to another host, {there}. Nothing was sent there. If you trust that host, enter its address in the connection.</source>
            <translation>{here} hänvisar till en annan värd, {there}. Inget skickades dit. Om du litar på den värden, ange dess adress i anslutningen.</translation>
        </message>
        <message>
            <source>{here} points to another service, {there}. Nothing was sent there. If you trust it, enter its address in the connection.</source>
            <translation>{here} hänvisar till en annan tjänst, {there}. Inget skickades dit. Om du litar på den, ange dess adress i anslutningen.</translation>
        </message>
        <message>
            <source>{host} asks for a pause: continuing in {seconds} s.</source>
            <translation>{host} ber om en paus: fortsätter om {seconds} s.</translation>
        </message>
        <message>
            <source>{indicator} cannot be measured with neighbours cut off in {count} areas, such as {area}: {why}</source>
            <translation>{indicator} kan inte mätas med grannarna bortskurna i {count} områden, till exempel {area}: {why}</translation>
        </message>
        <message>
            <source>{indicator} has no setting "{name}". It has: {known}.</source>
            <translation>{indicator} har ingen inställning "{name}". Den har: {known}.</translation>
        </message>
        <message>
            <source>{indicator} has no table "{value}" of {name}. It has: {known}. Or give your own table.</source>
            <translation>{indicator} har ingen tabell "{value}" för {name}. Den har: {known}. Eller ge en egen tabell.</translation>
        </message>
        <message>
            <source>{indicator} knows no number for these classes and leaves them out: {names}.</source>
            <translation>{indicator} har inget tal för dessa klasser och utelämnar dem: {names}.</translation>
        </message>
        <message>
            <source>{indicator} needs: {missing}.</source>
            <translation>{indicator} behöver: {missing}.</translation>
        </message>
        <message>
            <source>{indicator}: measured in {known} of {total} areas.</source>
            <translation>{indicator}: mätt i {known} av {total} områden.</translation>
        </message>
        <message>
            <source>{indicator}: {count} areas have fewer than {few} raster cells; single cells decide.</source>
            <translation>{indicator}: {count} områden har färre än {few} rasterceller; enskilda celler avgör.</translation>
        </message>
        <message>
            <source>{indicator}: {points} points more, to a value of {value}.</source>
            <translation>{indicator}: {points} poäng till, upp till värdet {value}.</translation>
        </message>
        <message>
            <source>{items} items were received and none of them passes the filters. Refused by: {reasons}. Check these filters.</source>
            <translation>{items} synpunkter togs emot och ingen av dem kommer igenom filtren. Stoppade av: {reasons}. Kontrollera de filtren.</translation>
        </message>
        <message>
            <source>{layers} may be meant as well</source>
            <translation>{layers} kan också avses</translation>
        </message>
        <message>
            <source>{layer} and {raster} stand for the same thing. Give one of them.</source>
            <translation>{layer} och {raster} står för samma sak. Ange ett av dem.</translation>
        </message>
        <message>
            <source>{layer} as a raster</source>
            <translation>{layer} som raster</translation>
        </message>
        <message>
            <source>{layer} with a field for "{field}"</source>
            <translation>{layer} med ett fält för "{field}"</translation>
        </message>
        <message>
            <source>{layer}: band</source>
            <translation>{layer}: band</translation>
        </message>
        <message>
            <source>{layer}: field for {field}</source>
            <translation>{layer}: fält för {field}</translation>
        </message>
        <message>
            <source>{layer}: only selected features were used; the assessment takes all of the layer.</source>
            <translation>{layer}: bara valda objekt användes; bedömningen tar hela lagret.</translation>
        </message>
        <message>
            <source>{layer}: own table of classes</source>
            <translation>{layer}: egen klasstabell</translation>
        </message>
        <message>
            <source>{layer}: owner {owner}, vintage {vintage}, licence {licence}</source>
            <translation>{layer}: ägare {owner}, aktualitet {vintage}, licens {licence}</translation>
        </message>
        <message>
            <source>{layer}: scheme of the classes</source>
            <translation>{layer}: klassning</translation>
        </message>
        <message>
            <source>{layer}: the own table of classes is not known. Name it in "classes".</source>
            <translation>{layer}: den egna klasstabellen är inte känd. Ange den i ”classes”.</translation>
        </message>
        <message>
            <source>{length} km of street are drawn more than once (both directions, overlapping lines, copies) and counted once.</source>
            <translation>{length} km gata är ritade mer än en gång (båda riktningarna, överlappande linjer, dubbletter) och räknas en gång.</translation>
        </message>
        <message>
            <source>{length} km of street are drawn more than once (both directions, overlapping lines, copies): their edges have repeat = 1.</source>
            <translation>{length} km gata är ritade mer än en gång (båda riktningarna, överlappande linjer, dubbletter): deras länkar har repeat = 1.</translation>
        </message>
        <message>
            <source>{lines} lines have more or fewer cells than the header; look at them.</source>
            <translation>{lines} rader har fler eller färre celler än rubrikraden; titta på dem.</translation>
        </message>
        <message>
            <source>{located} will be on the map; {unlocated} have no position and go to a table.</source>
            <translation>{located} hamnar på kartan; {unlocated} saknar läge och läggs i en tabell.</translation>
        </message>
        <message>
            <source>{lost} items of earlier publications were erased from the database, and {new} items were never published from it. They may be the same ones, imported again, so that this publication cannot be compared with the earlier ones: their difference may single people out. Nothing was published. Only if nobody has the earlier ones, run again with EARLIER=forget.</source>
            <translation>{lost} synpunkter i tidigare publiceringar har raderats ur databasen, och {new} synpunkter har aldrig publicerats ur den. De kan vara samma, hämtade igen, så att den här publiceringen inte går att jämföra med de tidigare: skillnaden kan peka ut personer. Inget publicerades. Bara om ingen har de tidigare, kör igen med EARLIER=forget.</translation>
        </message>
        <message>
            <source>{low} votes or more</source>
            <translation>{low} röster eller fler</translation>
        </message>
        <message>
            <source>{low}–{high} % of the weight</source>
            <translation>{low}–{high} % av vikten</translation>
        </message>
        <message>
            <source>{low}–{high} votes</source>
            <translation>{low}–{high} röster</translation>
        </message>
        <message>
            <source>{matched} of {total} areas have statistics.</source>
            <translation>{matched} av {total} områden har statistik.</translation>
        </message>
        <message>
            <source>{module} cannot be used and is left out. Mend or delete its file. {reason}</source>
            <translation>{module} kan inte användas och utelämnas. Rätta eller ta bort filen. {reason}</translation>
        </message>
        <message>
            <source>{names} things are compared (1 to {most} are possible), but the table is {rows} x {columns}. Give one row and one column per thing.</source>
            <translation>{names} ting jämförs (1 till {most} är möjliga), men tabellen är {rows} x {columns}. Ge en rad och en kolumn per ting.</translation>
        </message>
        <message>
            <source>{name} (from the project)</source>
            <translation>{name} (från projektet)</translation>
        </message>
        <message>
            <source>{name} ({kind}): moves an area by {places} places on average.</source>
            <translation>{name} ({kind}): flyttar ett område {places} platser i genomsnitt.</translation>
        </message>
        <message>
            <source>{name} is another layer of the feedback database, not its layer {layer}: its rows are counted as feedback. If that is not meant, give {address}.</source>
            <translation>{name} är ett annat lager i synpunktsdatabasen, inte dess lager {layer}: raderna i det räknas som synpunkter. Om det inte är meningen, ange {address}.</translation>
        </message>
        <message>
            <source>{name} was saved in {path} while another project was opened.</source>
            <translation>{name} sparades i {path} medan ett annat projekt öppnades.</translation>
        </message>
        <message>
            <source>{name} with statistics</source>
            <translation>{name} med statistik</translation>
        </message>
        <message>
            <source>{name}, depends on neighbours</source>
            <translation>{name}, beroende av grannar</translation>
        </message>
        <message>
            <source>{name}, neighbours cut off</source>
            <translation>{name}, grannarna bortskurna</translation>
        </message>
        <message>
            <source>{name}, scored again</source>
            <translation>{name}, poängsatt igen</translation>
        </message>
        <message>
            <source>{name}: "{file}" is a folder. Choose the name of a file.</source>
            <translation>{name}: "{file}" är en mapp. Välj namnet på en fil.</translation>
        </message>
        <message>
            <source>{name}: a {ending} file cannot hold missing values: they would become 0. Choose a GeoPackage (.gpkg).</source>
            <translation>{name}: en {ending}-fil kan inte hålla saknade värden: de skulle bli 0. Välj en GeoPackage (.gpkg).</translation>
        </message>
        <message>
            <source>{name}: a {ending} file cannot hold this result ({message}). Choose a GeoPackage (.gpkg).</source>
            <translation>{name}: en {ending}-fil kan inte hålla resultatet ({message}). Välj en GeoPackage (.gpkg).</translation>
        </message>
        <message>
            <source>{name}: a {ending} file does not keep the fields of the result. Choose a GeoPackage (.gpkg).</source>
            <translation>{name}: en {ending}-fil behåller inte resultatets fält. Välj en GeoPackage (.gpkg).</translation>
        </message>
        <message>
            <source>{name}: coverage (0–1)</source>
            <translation>{name}: täckning (0–1)</translation>
        </message>
        <message>
            <source>{name}: give your own table of classes, or choose another scheme.</source>
            <translation>{name}: ge din egen klasstabell, eller välj en annan klassning.</translation>
        </message>
        <message>
            <source>{name}: points of the score</source>
            <translation>{name}: bidrag till poängen</translation>
        </message>
        <message>
            <source>{name}: ranks and how sure they are</source>
            <translation>{name}: rangordning och hur säker den är</translation>
        </message>
        <message>
            <source>{name}: scored again</source>
            <translation>{name}: ny poäng</translation>
        </message>
        <message>
            <source>{name}: scores</source>
            <translation>{name}: poäng</translation>
        </message>
        <message>
            <source>{name}: the file "{file}" is open in another program or protected from writing. Close it there, or choose another file.</source>
            <translation>{name}: filen "{file}" är öppen i ett annat program eller skrivskyddad. Stäng den där, eller välj en annan fil.</translation>
        </message>
        <message>
            <source>{name}: the folder "{folder}" is not there or cannot be written to. Choose another one.</source>
            <translation>{name}: mappen "{folder}" finns inte eller går inte att skriva i. Välj en annan.</translation>
        </message>
        <message>
            <source>{name}: the parties' scores</source>
            <translation>{name}: parternas poäng</translation>
        </message>
        <message>
            <source>{name}: there is no choice “{word}”. Write one of these words: {allowed}.</source>
            <translation>{name}: valet ”{word}” finns inte. Skriv ett av dessa ord: {allowed}.</translation>
        </message>
        <message>
            <source>{name}: value dialogue</source>
            <translation>{name}: värdedialog</translation>
        </message>
        <message>
            <source>{name}: write a number with a point before decimals, such as 0.5, not “{word}”.</source>
            <translation>{name}: skriv ett tal med decimalpunkt, till exempel 0.5, inte ”{word}”.</translation>
        </message>
        <message>
            <source>{name}: write true or false, not “{word}”.</source>
            <translation>{name}: skriv true eller false, inte ”{word}”.</translation>
        </message>
        <message>
            <source>{name}: write {word} as text, in quotes: "{word}".</source>
            <translation>{name}: skriv {word} som text, inom citattecken: "{word}".</translation>
        </message>
        <message>
            <source>{name}: “{word}” must be written {meant}.</source>
            <translation>{name}: ”{word}” måste skrivas {meant}.</translation>
        </message>
        <message>
            <source>{new} new, {changed} changed, {removed} removed; {unlocated} without a position.</source>
            <translation>{new} nya, {changed} ändrade, {removed} borttagna; {unlocated} utan läge.</translation>
        </message>
        <message>
            <source>{n} against</source>
            <translation>{n} emot</translation>
        </message>
        <message>
            <source>{n} are hidden because they do not pass the filters.</source>
            <translation>{n} är dolda eftersom de inte passerar filtren.</translation>
        </message>
        <message>
            <source>{n} are marked as repeats or bursts; you can hide them on the page On the map.</source>
            <translation>{n} är märkta som upprepningar eller skurar; du kan dölja dem på fliken På kartan.</translation>
        </message>
        <message>
            <source>{n} chosen: {names}</source>
            <translation>{n} valda: {names}</translation>
        </message>
        <message>
            <source>{n} for</source>
            <translation>{n} för</translation>
        </message>
        <message>
            <source>{n} items</source>
            <translation>{n} synpunkter</translation>
        </message>
        <message>
            <source>{n} items are hidden.</source>
            <translation>{n} synpunkter är dolda.</translation>
        </message>
        <message>
            <source>{n} items are marked.</source>
            <translation>{n} synpunkter är märkta.</translation>
        </message>
        <message>
            <source>{n} items are not on the map because they have no position; read them in the table beside the layer.</source>
            <translation>{n} poster finns inte på kartan eftersom de saknar läge; läs dem i tabellen bredvid lagret.</translation>
        </message>
        <message>
            <source>{n} items in all.</source>
            <translation>{n} poster totalt.</translation>
        </message>
        <message>
            <source>{n} items in all: {located} with a position, {unlocated} without.</source>
            <translation>{n} poster totalt: {located} med läge, {unlocated} utan.</translation>
        </message>
        <message>
            <source>{n} items may hold personal data in their text.</source>
            <translation>{n} synpunkter kan innehålla personuppgifter i sin text.</translation>
        </message>
        <message>
            <source>{n} items were erased.</source>
            <translation>{n} poster raderades.</translation>
        </message>
        <message>
            <source>{n} items were left out because they do not pass the filters.</source>
            <translation>{n} poster utelämnades eftersom de inte passerar filtren.</translation>
        </message>
        <message>
            <source>{n} may hold personal data, which is masked here.</source>
            <translation>{n} kan innehålla personuppgifter, som är maskade här.</translation>
        </message>
        <message>
            <source>{n} more answers are hidden because the list is long; read them at the source.</source>
            <translation>{n} svar till är dolda eftersom listan är lång; läs dem hos källan.</translation>
        </message>
        <message>
            <source>{n} of the first {all}</source>
            <translation>{n} av de {all} första</translation>
        </message>
        <message>
            <source>{n} of those in the table repeat another one nearby or came in a burst.</source>
            <translation>{n} av dem i tabellen upprepar en annan i närheten eller kom i en skur.</translation>
        </message>
        <message>
            <source>{n} of {all}</source>
            <translation>{n} av {all}</translation>
        </message>
        <message>
            <source>{n} pictures or files are not loaded because they may show people; see them at the source.</source>
            <translation>{n} bilder eller filer läses inte in eftersom de kan visa människor; se dem hos källan.</translation>
        </message>
        <message>
            <source>{one} and {other} cannot both be the file "{name}". Choose another one for one of them.</source>
            <translation>{one} och {other} kan inte båda vara filen "{name}". Välj en annan för en av dem.</translation>
        </message>
        <message>
            <source>{output}: "{name}" is a feedback database and would be lost, with everything in it. Choose another file.</source>
            <translation>{output}: "{name}" är en synpunktsdatabas och skulle gå förlorad med allt innehåll. Välj en annan fil.</translation>
        </message>
        <message>
            <source>{output}: the file "{name}" is an input ({input}) and would be lost, with every table in it. Choose another file.</source>
            <translation>{output}: filen "{name}" är indata ({input}) och skulle gå förlorad med alla sina tabeller. Välj en annan fil.</translation>
        </message>
        <message>
            <source>{output}: the table "{name}" is an input ({input}) and would be lost. Choose another table.</source>
            <translation>{output}: tabellen "{name}" är indata ({input}) och skulle gå förlorad. Välj en annan tabell.</translation>
        </message>
        <message>
            <source>{parameter} changes nothing here: these indicators count every polygon of {layer}, whatever its class. Leave out of the layer what is not to count.</source>
            <translation>{parameter} ändrar ingenting här: dessa indikatorer räknar varje yta i {layer}, oavsett klass. Ta bort det som inte ska räknas ur lagret.</translation>
        </message>
        <message>
            <source>{patches} patches; {pieces} pieces after cutting at the borders.</source>
            <translation>{patches} ytor; {pieces} bitar efter avskärning vid gränserna.</translation>
        </message>
        <message>
            <source>{path} cannot be opened for writing. Check the folder and its permissions. Nothing was changed.</source>
            <translation>{path} kan inte öppnas för skrivning. Kontrollera mappen och dess behörigheter. Inget ändrades.</translation>
        </message>
        <message>
            <source>{path} cannot be read ({reason}).</source>
            <translation>{path} kan inte läsas ({reason}).</translation>
        </message>
        <message>
            <source>{path} has a key that is no text.</source>
            <translation>{path} har en nyckel som inte är text.</translation>
        </message>
        <message>
            <source>{path} holds a letter that does not exist.</source>
            <translation>{path} innehåller ett tecken som inte finns.</translation>
        </message>
        <message>
            <source>{path} holds a number without end.</source>
            <translation>{path} innehåller ett tal utan gräns.</translation>
        </message>
        <message>
            <source>{path} is a folder. Choose a file in it.</source>
            <translation>{path} är en mapp. Välj en fil i den.</translation>
        </message>
        <message>
            <source>{path} is being used by another program or an edit session. Save or stop editing there, then try again. Nothing was changed.</source>
            <translation>{path} används av ett annat program eller redigeras. Spara eller avsluta redigeringen där och försök igen. Inget ändrades.</translation>
        </message>
        <message>
            <source>{path} is damaged or not a GeoPackage. Choose another file or restore it from a backup.</source>
            <translation>{path} är skadad eller ingen GeoPackage-fil. Välj en annan fil eller återställ den från en säkerhetskopia.</translation>
        </message>
        <message>
            <source>{path} is larger than {megabytes} MB. Split it or import it with QGIS.</source>
            <translation>{path} är större än {megabytes} MB. Dela upp filen eller läs in den med QGIS.</translation>
        </message>
        <message>
            <source>{path} is nested too deeply.</source>
            <translation>{path} har för många nivåer.</translation>
        </message>
        <message>
            <source>{path} is not a GeoPackage. Choose another file for the feedback database.</source>
            <translation>{path} är ingen GeoPackage-fil. Välj en annan fil för synpunktsdatabasen.</translation>
        </message>
        <message>
            <source>{path} is not a feedback database. Choose the one that Import feedback wrote.</source>
            <translation>{path} är ingen synpunktsdatabas. Välj den som Hämta synpunkter har skrivit.</translation>
        </message>
        <message>
            <source>{path} was removed while the service was being read. Nothing was stored. Run the import again.</source>
            <translation>{path} togs bort medan tjänsten lästes. Ingenting sparades. Kör hämtningen igen.</translation>
        </message>
        <message>
            <source>{path} was written by a newer Samplan. Update the plugin to use it.</source>
            <translation>{path} är skriven av en nyare Samplan. Uppdatera insticksprogrammet för att använda den.</translation>
        </message>
        <message>
            <source>{place} answered with a web page instead of data. Check the address and the profile; a login page or maintenance also looks like this.</source>
            <translation>{place} svarade med en webbsida i stället för data. Kontrollera adressen och profilen; en inloggningssida eller underhåll ser också ut så.</translation>
        </message>
        <message>
            <source>{place} answered with something else than {expected}. Check the address and the profile.</source>
            <translation>{place} svarade med något annat än {expected}. Kontrollera adressen och profilen.</translation>
        </message>
        <message>
            <source>{place} cannot be read ({format}; {error}). Open it in QGIS, save it as GeoPackage and choose that file.</source>
            <translation>{place} kan inte läsas ({format}; {error}). Öppna filen i QGIS, spara den som GeoPackage och välj den filen.</translation>
        </message>
        <message>
            <source>{place} did not accept the question (HTTP {status}).{says} Check the connection's options.</source>
            <translation>{place} godtog inte frågan (HTTP {status}).{says} Kontrollera anslutningens alternativ.</translation>
        </message>
        <message>
            <source>{place} did not answer within {seconds} s, the network timeout of QGIS. Try again later, or set a longer one in Settings &gt; Options &gt; Network.</source>
            <translation>{place} svarade inte inom {seconds} s, som är tidsgränsen för nätverk i QGIS. Försök igen senare, eller ställ in en längre tid under Inställningar &gt; Alternativ &gt; Nätverk.</translation>
        </message>
        <message>
            <source>{place} did not answer within {seconds} s. Try again later.</source>
            <translation>{place} svarade inte inom {seconds} s. Försök igen senare.</translation>
        </message>
        <message>
            <source>{place} does not answer with encryption ({reason}). Check the address and the server's certificate. A server without encryption, such as one for tests on your own machine, needs http:// before its address.</source>
            <translation>{place} svarar inte krypterat ({reason}). Kontrollera adressen och serverns certifikat. En server utan kryptering, till exempel en för tester på den egna datorn, behöver http:// före adressen.</translation>
        </message>
        <message>
            <source>{place} does not exist (HTTP {status}).{says} Check the address and the profile.</source>
            <translation>{place} finns inte (HTTP {status}).{says} Kontrollera adressen och profilen.</translation>
        </message>
        <message>
            <source>{place} failed (HTTP {status}), also when asked again.{says} Try again later.</source>
            <translation>{place} misslyckades (HTTP {status}), även vid nytt försök.{says} Försök igen senare.</translation>
        </message>
        <message>
            <source>{place} has a document type declaration, which is refused because it can hide harmful content. Open it in QGIS, save it as GeoPackage and choose that file.</source>
            <translation>{place} har en dokumenttypsdeklaration, som inte godtas eftersom den kan dölja skadligt innehåll. Öppna filen i QGIS, spara den som GeoPackage och välj den filen.</translation>
        </message>
        <message>
            <source>{place} holds no table and no map layer ({format}). Export the feedback as GeoJSON, GeoPackage, Excel or CSV and choose that file.</source>
            <translation>{place} innehåller varken tabell eller kartlager ({format}). Exportera synpunkterna som GeoJSON, GeoPackage, Excel eller CSV och välj den filen.</translation>
        </message>
        <message>
            <source>{place} is an archive that cannot be opened here ({format}). Unpack it and choose the file inside.</source>
            <translation>{place} är ett arkiv som inte kan öppnas här ({format}). Packa upp det och välj filen i det.</translation>
        </message>
        <message>
            <source>{place} is an archive without a table or map layer in it. Choose a file with the feedback.</source>
            <translation>{place} är ett arkiv utan tabell eller kartlager. Välj en fil med synpunkterna.</translation>
        </message>
        <message>
            <source>{place} is damaged or locked with a password. Export it again, or unpack it and choose the file inside.</source>
            <translation>{place} är skadad eller låst med lösenord. Exportera den igen, eller packa upp den och välj filen i den.</translation>
        </message>
        <message>
            <source>{place} is empty. Export it again, or choose another file.</source>
            <translation>{place} är tom. Exportera den igen eller välj en annan fil.</translation>
        </message>
        <message>
            <source>{place} is not readable as CSV at line {line} ({error}).</source>
            <translation>{place} kan inte läsas som CSV på rad {line} ({error}).</translation>
        </message>
        <message>
            <source>{place} is not the API of Kerrokantasi, or it is out of order (HTTP {status}). The website where people comment is another address: enter the one of its API, which usually has a name of its own and ends in /v1, like {example}.</source>
            <translation>{place} är inte Kerrokantasis API, eller så är det ur funktion (HTTP {status}). Webbplatsen där invånarna kommenterar har en annan adress: ange adressen till dess API, som oftast har ett eget namn och slutar på /v1, som {example}.</translation>
        </message>
        <message>
            <source>{place} is not the address of an Open311 service, but {found} is. Enter that one in the connection.</source>
            <translation>{place} är inte adressen till någon Open311-tjänst, men det är {found}. Ange den i anslutningen.</translation>
        </message>
        <message>
            <source>{place} is not written in {encoding}. Leave the character set blank, or try another.</source>
            <translation>{place} är inte skriven i {encoding}. Lämna teckenkodningen tom, eller prova en annan.</translation>
        </message>
        <message>
            <source>{place} is one of several files that belong together ({endings}). Put them all into one folder or one ZIP file and choose that with .shp or .tab in it.</source>
            <translation>{place} är en av flera filer som hör ihop ({endings}). Lägg alla i samma mapp eller i en ZIP-fil och välj den med .shp eller .tab i.</translation>
        </message>
        <message>
            <source>{place} limits how often it may be asked (HTTP {status}) and wants a pause of {seconds} s. Try again then.</source>
            <translation>{place} begränsar hur ofta den får frågas (HTTP {status}) och vill ha en paus på {seconds} s. Försök igen efter det.</translation>
        </message>
        <message>
            <source>{place} limits how often it may be asked (HTTP {status}). Try again in a few minutes.</source>
            <translation>{place} begränsar hur ofta den får frågas (HTTP {status}). Försök igen om några minuter.</translation>
        </message>
        <message>
            <source>{place} only describes layers and holds no feedback itself ({format}). Open it in QGIS, save the layer (Export › Save Features As) and choose that file.</source>
            <translation>{place} beskriver bara lager och innehåller inga synpunkter ({format}). Öppna filen i QGIS, spara lagret (Exportera › Spara objekt som) och välj den filen.</translation>
        </message>
        <message>
            <source>{place} redirects in a circle. Check the address.</source>
            <translation>{place} omdirigerar i cirkel. Kontrollera adressen.</translation>
        </message>
        <message>
            <source>{place} redirects to {target}, which is less safe. Enter the address you trust in the connection.</source>
            <translation>{place} omdirigerar till {target}, som är mindre säker. Ange den adress du litar på i anslutningen.</translation>
        </message>
        <message>
            <source>{place} refuses access (HTTP {status}).{says} Check the authentication configuration or ask the owner.</source>
            <translation>{place} nekar åtkomst (HTTP {status}).{says} Kontrollera autentiseringskonfigurationen eller fråga ägaren.</translation>
        </message>
        <message>
            <source>{place} sent XML with a document type declaration, which is refused because it can hide harmful content. Ask the service's owner, or choose JSON in the connection.</source>
            <translation>{place} skickade XML med en dokumenttypsdeklaration, vilket avvisas eftersom den kan dölja skadligt innehåll. Fråga tjänstens ägare, eller välj JSON i anslutningen.</translation>
        </message>
        <message>
            <source>{place} sent an empty answer. Try again later.</source>
            <translation>{place} skickade ett tomt svar. Försök igen senare.</translation>
        </message>
        <message>
            <source>{place} shows no hearing “{hearing}”. Choose it from the list, or enter the last part of its web address. If you imported it before, it has been unpublished: enter its id, which stands in the column consultation, to have its comments removed here too.</source>
            <translation>{place} visar inget samråd ”{hearing}”. Välj det i listan, eller ange den sista delen av dess webbadress. Om du har importerat det tidigare har det avpublicerats: ange dess id, som står i kolumnen consultation, så tas kommentarerna bort även här.</translation>
        </message>
        <message>
            <source>{place} was asked {count} times and still goes on, so that the work was stopped. Choose a smaller extent or period, or tell the service's owner that its pages never end.</source>
            <translation>{place} har tillfrågats {count} gånger och fortsätter ändå, så arbetet avbröts. Välj en mindre utbredning eller en kortare period, eller meddela tjänstens ägare att sidorna aldrig tar slut.</translation>
        </message>
        <message>
            <source>{preset} and {table} are both given. Leave the table as it is, or choose no published one.</source>
            <translation>Både {preset} och {table} är angivna. Låt tabellen vara som den är, eller välj ingen publicerad.</translation>
        </message>
        <message>
            <source>{rank}. {name}: {score} (coverage {coverage} %)</source>
            <translation>{rank}. {name}: {score} (täckning {coverage} %)</translation>
        </message>
        <message>
            <source>{reached} origins reach a facility, {not_reached} do not, {unknown} are unknown.</source>
            <translation>{reached} startpunkter når en målpunkt, {not_reached} gör det inte, {unknown} är okända.</translation>
        </message>
        <message>
            <source>{role}: "{layer}" ({evidence}).</source>
            <translation>{role}: "{layer}" ({evidence}).</translation>
        </message>
        <message>
            <source>{role}: "{name}" has nothing near the planning areas, which counts as nothing there. Check that it is the right layer, with the right coordinate reference system.</source>
            <translation>{role}: "{name}" har inget nära planområdena, vilket räknas som att inget finns där. Kontrollera att det är rätt lager, med rätt koordinatsystem.</translation>
        </message>
        <message>
            <source>{role}: to be decided by you. {layers}.</source>
            <translation>{role}: avgör själv. {layers}.</translation>
        </message>
        <message>
            <source>{role}: {count} broken geometries were repaired for measuring.</source>
            <translation>{role}: {count} trasiga geometrier reparerades för mätningen.</translation>
        </message>
        <message>
            <source>{role}: {count} features left out ({reason}).</source>
            <translation>{role}: {count} objekt utelämnade ({reason}).</translation>
        </message>
        <message>
            <source>{role}: {count} features of "{name}" read.</source>
            <translation>{role}: {count} objekt i "{name}" lästa.</translation>
        </message>
        <message>
            <source>{role}: {total} in the planning areas by "{name}", each cell taken as a count of its own (not per km²).</source>
            <translation>{role}: {total} i planområdena enligt "{name}", där varje cell räknas som ett eget antal (inte per km²).</translation>
        </message>
        <message>
            <source>{scenario}: 1 winner, -1 loser</source>
            <translation>{scenario}: 1 vinnare, -1 förlorare</translation>
        </message>
        <message>
            <source>{scenario}: the score of {count} areas rests on other indicators than in the first layer, because other data are missing. See the differences in coverage.</source>
            <translation>{scenario}: poängen för {count} områden vilar på andra indikatorer än i det första lagret, eftersom andra data saknas. Se skillnaderna i täckning.</translation>
        </message>
        <message>
            <source>{scenario}: {winners} winners, {losers} losers, {unchanged} unchanged, {unknown} unknown.</source>
            <translation>{scenario}: {winners} vinnare, {losers} förlorare, {unchanged} oförändrade, {unknown} okända.</translation>
        </message>
        <message>
            <source>{share} % of the length is drawn more than once (both directions of a street, overlapping lines, copies). It is counted once.</source>
            <translation>{share} % av längden är ritad mer än en gång (en gatas båda riktningar, överlappande linjer, dubbletter). Den räknas en gång.</translation>
        </message>
        <message>
            <source>{share} % of the scored areas are settled: they move at most {width} places.</source>
            <translation>{share} % av de poängsatta områdena är avgjorda: de flyttar högst {width} platser.</translation>
        </message>
        <message>
            <source>{share} of all {count} items have no position.</source>
            <translation>{share} av alla {count} synpunkter saknar läge.</translation>
        </message>
        <message>
            <source>{statement}: {missed} areas miss this minimum, {alone} miss only this one.</source>
            <translation>{statement}: {missed} områden missar detta minimum, {alone} missar bara detta.</translation>
        </message>
        <message>
            <source>{table}: published table (none chosen: the table below)</source>
            <translation>{table}: publicerad tabell (ingen vald: tabellen nedan)</translation>
        </message>
        <message>
            <source>{takes}; left out: {default}</source>
            <translation>{takes}; utelämnat: {default}</translation>
        </message>
        <message>
            <source>{where}: "{value}" does not say how many times as important: write 3, 0.33 or 1/3.</source>
            <translation>{where}: ”{value}” säger inte hur många gånger viktigare: skriv 3, 0,33 eller 1/3.</translation>
        </message>
        <message>
            <source>{where}: "{value}" is no number. Write a number, or delete the row.</source>
            <translation>{where}: ”{value}” är inget tal. Skriv ett tal eller ta bort raden.</translation>
        </message>
        <message>
            <source>{where}: "{value}" stands for a missing number. Write the number, or delete the row.</source>
            <translation>{where}: ”{value}” står för ett tal som saknas. Skriv talet eller ta bort raden.</translation>
        </message>
        <message>
            <source>{where}: a number is missing. Fill it in, or delete the row.</source>
            <translation>{where}: ett tal saknas. Fyll i det, eller ta bort raden.</translation>
        </message>
        <message>
            <source>{who} is stated twice. Keep one of the rows.</source>
            <translation>{who} är angiven två gånger. Behåll en av raderna.</translation>
        </message>
        <message>
            <source>{who}: consistency ratio {ratio}.</source>
            <translation>{who}: konsekvenskvot {ratio}.</translation>
        </message>
        <message>
            <source>{who}: the minimum ({minimum}) and the goal ({goal}) must be two different numbers.</source>
            <translation>{who}: minimum ({minimum}) och mål ({goal}) måste vara två olika tal.</translation>
        </message>
        <message>
            <source>{who}: the weight is {weight}. Give a number above 0.</source>
            <translation>{who}: vikten är {weight}. Ange ett tal över 0.</translation>
        </message>
        <message>
            <source>{who}: there is no column "{column}". Known: {known}.</source>
            <translation>{who}: det finns ingen kolumn "{column}". Kända: {known}.</translation>
        </message>
        <message>
            <source>{word} (below {high})</source>
            <translation>{word} (under {high})</translation>
        </message>
        <message>
            <source>{word} ({low} and more)</source>
            <translation>{word} ({low} och mer)</translation>
        </message>
        <message>
            <source>{word} ({low}–{high})</source>
            <translation>{word} ({low}–{high})</translation>
        </message>
        <message>
            <source>“{component}” is not a public component with proposals or meetings. Choose one from the list.</source>
            <translation>”{component}” är ingen offentlig komponent med förslag eller möten. Välj en ur listan.</translation>
        </message>
        <message>
            <source>“{crs}” is not a coordinate system. Write it like EPSG:3006.</source>
            <translation>”{crs}” är inget koordinatsystem. Skriv det som EPSG:3006.</translation>
        </message>
        <message>
            <source>“{form}” is not a form of ODK Central. Write it like 1/my-form.</source>
            <translation>”{form}” är inget formulär i ODK Central. Skriv det som 1/my-form.</translation>
        </message>
        <message>
            <source>“{part}” in the columns option is no pair. Write it like title=Name; text=Comment.</source>
            <translation>”{part}” i kolumnalternativet är inget par. Skriv det som title=Rubrik; text=Kommentar.</translation>
        </message>
        <message>
            <source>“{url}” is not a usable web address.</source>
            <translation>”{url}” är ingen användbar webbadress.</translation>
        </message>
        <message>
            <source>“{url}” is not a web address. Write it in full, like https://example.org/api.</source>
            <translation>”{url}” är ingen webbadress. Skriv den i sin helhet, som https://example.org/api.</translation>
        </message>
        <message>
            <source>“{used}” was read; the file also has {others}. Choose another one with the option layer.</source>
            <translation>”{used}” har lästs; filen har också {others}. Välj något annat med alternativet layer.</translation>
        </message>
        <message>
            <source>✔ It answers: {dialect}</source>
            <translation>✔ Den svarar: {dialect}</translation>
        </message>
    </context>
</TS>
