"""Lists of words for the checks."""

from __future__ import annotations

# Written as one text each: a list literal would take a line a word.
_MISSPELLED = """
accomodate:accommodate accross:across acheive:achieve aquire:acquire adress:address agressive:aggressive alot:a_lot
ammount:amount anual:annual aparatus:apparatus apparant:apparent arguement:argument assistent:assistant asthsma:asthma
begining:beginning beleive:believe benefical:beneficial calender:calendar catagory:category cemetary:cemetery
changable:changeable commited:committed commitee:committee concious:conscious concensus:consensus
consistant:consistent definately:definitely dependant:dependent diarrhia:diarrhea diptheria:diphtheria
disasterous:disastrous dosen't:doesn't embarass:embarrass enviroment:environment excercise:exercise
existance:existence experiance:experience familar:familiar febuary:February flourescent:fluorescent fourty:forty
foward:forward freqently:frequently goverment:government gaurd:guard guidlines:guidelines harrass:harass
hemmorhage:hemorrhage hemorhage:hemorrhage hygeine:hygiene imediately:immediately immediatly:immediately
independant:independent innoculate:inoculate inoculatoin:inoculation irritible:irritable labratory:laboratory
liason:liaison lisence:license maintainance:maintenance medcine:medicine millenium:millennium mispell:misspell
neccessary:necessary necesary:necessary nieghbor:neighbor noticable:noticeable occassion:occasion occured:occurred
occurence:occurrence occuring:occurring opthalmic:ophthalmic opthalmology:ophthalmology parrallel:parallel
paticular:particular peformed:performed perscription:prescription personel:personnel pharmacutical:pharmaceutical
phlegmn:phlegm posess:possess practioner:practitioner preceed:precede priviledge:privilege procede:proceed
proceedure:procedure publically:publicly recieve:receive recomend:recommend reccomend:recommend refered:referred
relevent:relevant responsability:responsibility rythm:rhythm rhythym:rhythm seperate:separate sieze:seize
similiar:similar speciman:specimen sphygmomanomator:sphygmomanometer stethescope:stethoscope succesful:successful
supercede:supersede surgury:surgery temperture:temperature therefor:therefore tommorow:tomorrow tounge:tongue
transfered:transferred truely:truly unecessary:unnecessary untill:until vaccum:vacuum vacinate:vaccinate
vegatable:vegetable venapuncture:venipuncture wether:whether wich:which writting:writing
"""
_BRITISH = """
anaemia:anemia anaemic:anemic anaesthesia:anesthesia anaesthetic:anesthetic analyse:analyze analysed:analyzed
apnoea:apnea authorise:authorize authorised:authorized authorisation:authorization behaviour:behavior
caesarean:cesarean cancelled:canceled cancelling:canceling catheterise:catheterize centimetre:centimeter centre:center
centres:centers cheque:check cheques:checks colour:color coloured:colored colours:colors counselling:counseling
defence:defense diarrhoea:diarrhea dyspnoea:dyspnea enquiry:inquiry enrol:enroll faeces:feces faecal:fecal
favour:favor fibre:fiber foetal:fetal foetus:fetus fulfil:fulfill gynaecology:gynecology gynaecologist:gynecologist
haematology:hematology haematoma:hematoma haemoglobin:hemoglobin haemolysis:hemolysis haemolysed:hemolyzed
haemorrhage:hemorrhage honour:honor immunisation:immunization immunise:immunize ischaemia:ischemia ischaemic:ischemic
judgement:judgment kilometre:kilometer labelled:labeled labelling:labeling labour:labor leukaemia:leukemia
licence:license litre:liter litres:liters metre:meter metres:meters millilitre:milliliter millilitres:milliliters
millimetre:millimeter millimetres:millimeters mobilise:mobilize neighbour:neighbor oedema:edema oesophagus:esophagus
oestrogen:estrogen organisation:organization organise:organize orthopaedic:orthopedic paediatric:pediatric
paediatrician:pediatrician practise:practice practising:practicing programme:program recognise:recognize
recognised:recognized sceptical:skeptical specialise:specialize specialised:specialized sterilisation:sterilization
sterilise:sterilize sterilised:sterilized summarise:summarize sulphate:sulfate totalling:totaling travelled:traveled
travelling:traveling tumour:tumor tumours:tumors uraemia:uremia utilise:utilize vaporise:vaporize visualise:visualize
whilst:while
"""
_COMMON = """
about after again along among another answer around asked asks assistant because become becomes before being below
between both called calls care clinic comes could does doing done during each either every first follow following
found from gave give given gives goes have having here into keep kept know last later leaves left less like made make
makes many medical might more most much must need needs next nothing office often only order other over part patient
patients person place provider right same says seen should show shows since some something such take taken takes tell
tells than that their them then there these they this those through time today told until used using very wants week
well were what when where which while whole whom whose will with within without word words would write writes year
years your
"""


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.replace("_", " ").split(":") for pair in text.split())


MISSPELLED = _pairs(_MISSPELLED)
"""Mistakes that everybody makes -> what is meant."""
BRITISH = _pairs(_BRITISH)
"""British forms -> American ones: the exams are American."""
COMMON = frozenset(_COMMON.split())
"""Words of five letters or more that carry no sense of their own."""
