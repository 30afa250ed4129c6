"""The guard: which bare sentences of a free text may say that the treatment does something.

It marks a sentence so that a second person is asked about exactly that one. It is a help, with the share of overclaims
that it finds measured in ``tests/test_guard.py``; it is never a promise that the rest is harmless. Sentences that carry
a citation mark or an inserted finding are the caller's to let through.

No list of claims is complete, so signs are added up: a word of effect is enough alone; a treatment word, a part of the
body, "your" and "will" are enough together; the forms of advice, doubt, research and procedure count against.
"""

import re
import unicodedata
from functools import lru_cache

from . import process_caches
from .stemming import INVISIBLE

ENOUGH = 3
"""Points at which a sentence is marked."""
ENOUGH_FOR_AN_ODD_ONE = 1
"""Points at which one is marked that has no form of advice, doubt, research or procedure: it may be a metaphor."""

# A family begins with its name and its points and counts once, however many of its phrases a sentence has. A comma ends
# a phrase, * stands for the rest of a word and ... for a few words in between. English and German stand side by side.
SIGNS = r"""
effect 4: cure*, heal(s|ed|ing|er|ers|thy|thier)?, relie*, sooth*, remed*, eas(e|es|ed|ing), calm(s|ed|ing)?, loosen*,
boost*, strengthen*, restor*, regenerat*, rejuvenat*, repair*, renew*, refresh*, revi(ve|tal)*, prevent* ... (attack|
pain|illness|disease|wear)*, protects (you|your|the|against|from), unlock*, unblock*, releas*, detox*, toxin*, poison*,
banish*, vanish*, disappear*, dissolv*, melt(s|ed|ing)?, fad(es|ed), reduc*, lessen*, lower(s|ed), ends (the|your|all|
pain|years), (bring|brings|turns|takes|took|drives|keeps|sweeps|blows|washes) ... (away|off|down|out|back), get(s)?
rid, combat*, defeat*, conquer*, fight*, fre(ed|es|eing), correct(s|ed), (put|puts|put an|gives) ... (stop|end|way) to,
(fall|falls|drop|drops|fell) (by|to), (back|neck)ache, kept fit, keeps ... fit, vigour, vitality, beat(s|en)?, outdo*,
overcom*, sav(e|es|ed|ing) ... (life|lives|years|money), help(s|ed|ful)?, work(s|ed) (well|wonders|best|at once|like|
for|in|better|faster|where|when|on)?, needles work, effective*, powerful*, potent, benefi*, improv*, recover*,
rebuild*, rebalanc*, harmon*, balance(s|d)?, wakes, awaken*, stimulat*, activat*, flows ... again, (the|its|an|any|
real|strong|lasting) effect(s)?, make(s)? ... (easier|better|stronger|lighter|supple|young|strong|well|nimble),
become(s)? ... (nimble|supple|strong|easy|young|light|better|mobile), (walk|sleep|move|feel|live|breathe)(s|ing)? (so
much |much )?(better|easily|freely|well|again|young*), succeed*, success*, treat(s|ed)? (the|your|any|all|every|pain),
cannot treat, gives ... (back|new|fresh|hope|strength|life|energy), do(es)? (you |something )?good, kind to, get(s)?
(well|better), still well, (pain|stiffness|ache) (drops|falls|goes|leaves|flees|stops|ends|dies), takes ... pain,
hardly any pain, pain is gone, be gone, is gone, what it promises, solv*, tackl*, lift(s|ed), linder*, heil*, hilft,
helfen*, geholfen, wirk(t|en|te|sam*|ung*), vertreib*, lös(t|en), besser*, verbesser*, stärk*, beruhig*, entspann*,
verschwind*, beseitig*, befrei*, schmerzfrei*, beschwerdefrei*, erleichter*, weckt, regener*, hält ... an, beweglich*,
gesund*, erfolg*, wohltu*, tut gut, vorbei, nehmen ... (den schmerz|die schmerzen)*, nimmt ... (den schmerz|die
schmerzen)*, (lässt|lassen) ... (nach|verschwinden|vergessen)

freedom 4: pain-free, painfree, painless*, symptom-free, drug-free, free (of|from) ... (pain|ache*|stiffness|symptom*|
risk*|tablets|drugs|chemicals|side), without (pain|a twinge|stiffness|tablets|drugs|pills|surgery|limits|fear|worry|
complaint*), no more, no longer, not ... any (more|longer), nobody ... (suffer|limps|need)*, never again, (stop|
end)(s)? (the |your )?(suffering|pain), goodbye, nie wieder, kein* ... mehr, ohne (schmerz|tablett|medikament|
nebenwirkung|risik|sorge|angst|stock)*

praise 5: game[ -]changer*, miracl*, magic*, wonder*, amaz*, remarkabl*, astonish*, astound*, incredibl*, unbeliev*,
impressiv*, fantastic, excellent, brilliant, perfect*, ideal, outstanding, unique, revolution*, breakthrough*, secret*,
delight*, happy, grateful, thrilled, satisfied, impressed, believer*, convinced, love(s|d)? it, regret*, disappoint*,
gold*, treasur*, gift*, bless*, the (best|gentlest|safest|surest|simplest) (way|choice|answer|thing|treatment|method|
medicine)*, first choice, change(d|s) (my|your|her|his|their|our|lives)*, life-changing, hope for, rely on it, swear*
by, thank you, thank us, wunder*, begeister*, einzigartig*, hervorragend*, überzeug*, dank(en|bar)*, bereuen, endlich,
geheim*, segen*, neues leben

comparison 4: (better|safer|faster|quicker|stronger|gentler|cheaper|easier|kinder|healthier|superior|more*|longer|
further) ... (than|to) ... (tablet|pill|drug|medicin|surg|operation|exercis|physio|massag|inject|painkill|any|ever|
every|treatment|other)*, (as (good|well|much|strong|effective)) as, (nothing|no|none|nobody) ... (as well|as much|as
good|better|comes close|compares|matches|like it), nothing else, no better, where ... fail*, unlike (tablet|pill|drug|
medicine|surgery|painkill|other)*, instead of (tablet|pill|drug|medicine|surgery|painkill|an operation)*, every other
(treatment|method), twice as, rather than (tablet|pill|drug|surg)*, (what|where) ... (cannot|can't), besser als,
sanfter als, (so gut|so stark|so sicher) wie, statt (tablett|operation|medikament)*

safety 4: safe, safely, safest, harmless*, gentl(e|y), natural*, mild*, risk-free, no damage, (no|not|never|without|
zero|hardly|free of) ... (risk|danger|harm|hurt|side[ -]effect|unwanted|worr|fear|bleed)*, nothing ... (wrong|lose|
fear|happen), need not (worry|fear), side[ -]effects, well tolerated, suit(s|ed|able) ... (every|all|any|for)*, for
(everyone|everybody|all ages|young and old), even (pregnant|children|babies|for|with|in), harm ... (never|unknown|
unheard), every risk, (babies|children|pregnant women) ... (too|can have), ungefährlich*, harmlos*, sanft*, natürlich*,
unbedenklich*, schonend*, kein* ... (risik|gefahr|nebenwirkung|schad|angst)*, nebenwirkung*, sicher

giving up 4: (throw|give|put|leave|forget|cancel|wave|skip|drop|ditch|bin|hang|lay|toss|get rid|spare|avoid|replac|
stop|need|think |touch|went back|needed)(s|ing|ed)? ... (tablet|pill|drug|painkill|stick|crutch|cane|frame|wheelchair|
surgeon|surgery|operation|collar|brace|medicine|medication)*, (tablet|pill|drug|painkill|stick|crutch|cane|frame|
surgery|operation)* ... (away|not needed|aside|unnecessary|behind|no more|that do nothing), fewer (tablet|pill|drug|
painkill)*, (stock|tablette|krücke|gehhilfe|schmerzmittel|operation|rollator|medikament)* ... (weg|sparen|absagen|
vergessen|überflüssig|mehr)*, (vergessen|werfen|sparen|brauchen) ... (stock|tablette|krücke|gehhilfe|schmerzmittel|
operation|rollator|medikament)*

again 3: again(?! and)(?<!and.again), like new, young, (your|my|her|his|their) (old )?(life|strength|sleep|energy|
youth) back, back (on|at) (the|your|my|his|her) (court|feet|bike|legs|track|work|dance|pitch)*, back to (normal|work|
life|sport)*, at last, wieder

proof 6: (stud|research|science|scien|trial|evidence|experience|test|professor|expert|doctor)* (has |have |now |clearly
|really )?(show|prove|confirm|agree|found|settle|swear|recommend|demonstrat|establish)*, (found|shown|know|knew) ...
that (it|needl|acupuncture)* (help|work|is|are|can|cure|heal|do)*, proven, prov(e|es|ed), guarante*, beyond doubt,
without doubt, no doubt, no room for doubt, undisputed, certainly, clearly makes, studien ... (beweis|zeig|beleg)*,
bewiesen, bewährt*, erwiesen*, nachgewiesen*, garantier*, wussten (schon|bereits|dass|es), evidence is (clear|strong|
over\w+), more than (a )?placebo, no placebo, not (just )?a placebo

tradition 4: ancient*, wisdom, centur*, (thousand*|\d.?000)( of)? years, for generations, millenni*, emperor*, old
china, stood the test, survived, must work, athlet*, film stars, celebrit*, leading (professor|doctor|clinic|hospital|
expert)*, even (doctor|surgeon|professor|the (who|biggest|best))*, hospitals ... (use|rely|offer|trust)*, (cannot|
can't) (all )?be (wrong|mistaken), recommend(s|ed)? it, (health organi[sz]ation|who) recommend*, jahrtausend*,
jahrhundert*, alte(n)? (chinesen|weisheit)

testimonial 3: i(?!\.), me, my (aunt|uncle|mother|father|wife|husband|neighbo|friend|sister|brother|own|gran|pain|knee|
back|hip|neck|son|daughter|patient|life)*, our patients, patients of ours, no patient*, patients (leave|say|tell|
report|love|are|feel|go)*, a friend, mrs, mr, says (tom|anna|maria|mrs|mr|she|he|a), speak for themselves, mein(e|er|
em|en)? (tante|mutter|vater|nachbar|frau|mann|freund|oma|opa|knie|rücken|schmerz)*, ich, seit (der|meiner|den)

shares 3: (only )?(one|two|three|four|five|six|seven|eight|nine|ten|\d+) (in|out of) (twenty|fifty|a hundred), (one|
two|three|four|five|six|seven|eight|nine|ten|\d+) (in|of|out of) (every )?(two|three|four|five|ten|\d+), (two thirds|
three quarters|most|nearly all|almost all|all|half) ... (people|patients|users) ... (need|are|feel|have|report|find|
leave|get|sleep|walk|notice)*, by half, halv*, doubl*, per cent, percent, \d+ ?%, success rate, (thousands|millions|
hundreds) ... (of|have|cannot|swear)*, (neun|acht|sieben|\d+) von (zehn|hundert|\d+), die meisten (patient|menschen)*,
prozent, everyone, everybody

time 3: for (years|life|ever|good|months|decades), for a lifetime, years later, permanent*, lasting (relief|effect|
benefit|gain|change|result)*, lasts (for|a|long|all|years), immediate*, instant*, at once, overnight, forever, (within|
in|after) (a |an )?(few |some |only |just |two |three |six |one )*(minute|hour|day|week|session|visit|needle|
treatment)*, from the (very )?first, after (only |just )?(one|a single|the first|the third|\w+) (session|needle|visit|
treatment)*, (since|until) (her|his|my|the|their) \w+ (session|visit|needle)*, all (winter|year|day|summer), tomorrow,
today, from now on, sofort*, jahrelang*, dauerhaft*, nachhaltig*, für immer, nach (nur )?(wenigen|einer|der ersten|
drei) *, ein leben lang

lure 3: ^\W?when did you last, how would it feel, ask anyone, ^join, ^say yes, ^make (this|your), pain behind, ^still
\w+ing, why (suffer|live|wait|put up|bear|take|endure|not)*, who (needs|would), what if, want to, would you like, did
you know, isn't it, aren't you, tired of, fed up, can you afford, ^\W?(so |just |simply |now )?(book|try|enjoy|trust|
discover|experience|imagine|treat yourself|let the|see for yourself|feel the|deserve|come and|give your|get your|free
your|say hello|welcome)*, warum (leiden|noch|warten)*, wollen sie, gönnen*, probieren*, entdecken sie, vertrauen*,
buchen*, chance, reason to wait, you won't believe, see for yourself, fate, schenken

absolute 2: never, nobody, no one, nothing, always, every, any, completely, totally, entirely, really, truly, simply,
no, all, hardly, single, anything, very, a lot, nie*, niemand, immer, jede*, völlig, ganz, alle*, nur, schon, kein*

pictures 2: like (a|an|the|snow|new|magic|butter), as if, think of, key, door*, fire, sun, light*, fresh, spring, ray,
wing*, sing*, danc*, sleeps, balm, switch*, tap, button, wave*, fog, sweet, bright*, bloom*, smil*, fly, flies, float*,
dream*, battery, engine, brake*, chain*, burden*, cloud*, run again, jump*, laugh*, thank*, danken, wie (ein|eine|von|
neu)*

treatment 2: acupuncture*, needl(e|es|ing), treatment, session*, a course, visit, therapy, qi, method, point does,
akupunktur*, nadel*, behandlung*, sitzung*

it 1: ^(it|this|that|they|das|es|die)( \w+)?, it*, them, itself, es

body 1: pain*, ache*, aching, sore*, stiff*, swelling, knee*, hip*, neck*, back, backs, joint*, muscle*, nerve*,
shoulder*, leg*, hand*, finger*, feet, foot, body, bone*, spine, cartilage, arthritis, fibromyalgia, headache*, sleep*,
energy, blood, stair*, walk*, run, hik*, climb*, limp*, heart, mind, head, schmerz*, knie*, rücken*, gelenk*, hüft*,
nacken*, muskel*, körper*, kopf*, beine*, schlaf*, arthrose*, laufen, läuft, gehen, tanz*

somebody 1: she, he, her, his, us, grandm*, grandf*, mother, father, aunt, uncle, neighbour*, husband, wife, village,
people, patients, once, big, small, now, twenty, man, danach, methode, orthopäd*, sogar, schwangere

you 1: you, your, yours, yourself, ihr, ihre*, ihnen, sie

will 1: will, won't, can, must, \w+'ll, werden, wird, können, kann

medicine 1: tablet*, pill*, drug*, painkill*, surg*, operation*, doctor*, medicine*, stick, tablette*, pille*, arzt
"""
CALM = r"""
ignorance 9: (nobody|no one|not|never|unclear|uncertain|don't|cannot) ... (whether|if (it|acupuncture|needl|they|the)|
how)*, ^whether (it|they|acupuncture|needl|exact|very|real|the|a|all)*, (niemand|nicht|unklar) ... ob, ^ob ... (nicht|
niemand|unklar), we found no*, wir fanden keine*

doubt 5: whether(?! you), unclear, uncertain*, unknown, (not|nothing|never|yet) ... (known|understood|clear|sure|
studied|tested|shown), (nobody|no one|do not|does not|don't|cannot|could not|did not|not) ... (know*|tell|say|show|
read|mean|rule out|predict|settle*|prove|take the place|replace|tested|measure), (no|any|one|single|small) (trial|
study|studies|review|claim|source), found no*, debated, disagree*, open question, still open, no reason to think, if
(it|they) (help|work)*, ^(and |of |so )?how (long|much|many|well|far|often), never (stop|change), without treatment,
with time, (should|must|may) (not|never|promise), depend* on, does not, is not (the|about|medical), compares with,
possible, rough, or worse, remains open, no medical, ob, unklar*, nicht bekannt, niemand weiß, wissen wir nicht, keine
studie

research 3: trial*, researchers, country, countries, did not (come|answer|finish), filled in, dropped out, took part,
(first|second|other|third) group, year(s)? of age, aged, pool(s|ed)?, records of, stud(y|ies), review*, group*, sham,
pretend, scale*, score*, range, interval*, figure*, finding*, abstract, average, measur*, compared with, source*,
cite*, edition*, guideline*, placebo, blind*, (by|than|to) chance, rates of, a rate, (know|knew) (it|that|who|which|
their|what)*, hope (and|or) attention, attention (and|or) hope, what ... add(s)?, alone, exact*, result(s)? (was|were|
can|may|is|of|had|showed), evidence, certainty, standard deviation*, differences, differ(s|ed)?, (clear|no|noticeable|
standardi[sz]ed) difference*, difference (was|is|may|between|matter)*, likely (range|reason|explain|to explain),
mean(s|t)?, value*, unit*, called, studie*, gruppe*, teilnehm*, verglich*, ergebnis*

site 4: page*, site, editor*, reader*, cookie*, tracker*, account, address, wording, sentence*, number of, numbers,
every number, a mistake, mistakes, policy, approve(s|d)?, explain(s)?, terms, glossary, theory, view(s)?, summar*,
article*, table, record(s)?, data, browser, link(s)?, log(s)?, question(s)? (to|for|about)*, fair questions, different
(questions|people|things|answers|treatments|systems), we (show|say|read|write|name|keep|correct|set|collect|could not|
cannot|can not|do not|have not|test|aim|found|take no|use no|use the|try to|also try|want to give|look first|look for|
leave|make no)*, our (pages|editors|safety|words|rule|own)*, wir (setzen|fanden|prüfen|nennen), seite*, quelle*, zahl

advice 5: ^(do not |don't |please |first )?(empty|open your|sign|wash|use the|give (the|your) (name|full|doctor)|press|
avoid|carry|practise|choose a (time|day|place|practitioner)|put (your|the|on)|have (your|a|some)|arrive|rest|breathe|
move your|hold|remove|cancel (in|your app)|visit the|fill|leave (your (bag|coat|shoes)|jewel)|let (some|the|them|us)|
make sure|get (dressed|up|checked)|ring|report|count|mention|ask|tell|talk|say so|say if|wear|bring|lie|sit|stay|drink|
eat|keep (your|on|taking)|check|note|write|plan|take (your|a)|see a|call|stop a|stop or|look|agree|go on|find out|
drive|contact|let ... know|walk away|wait|turn off|arrive|show)\b, ask (whether|if|a|your|what|how)*, tell (the|your)*,
ask* ... about, talk (with|to), see a doctor, if you (cannot|can|sit|have|feel|take|bleed|need|notice|are|find), in
good time, leave ... at home, who will be, see what, if you like, judge it, walk away, when to stop, you (do not )?need
to, your doctor (first|before), you (can|may|might|should|could) (ask|stop|say|bring|read|use|delete|also|write|be
asked|need)*, you can change, you (will|may|might) (hear|see|lie|sit|notice|be asked|bruise|bleed|feel a), you may feel
(a|some|dull|sleepy|faint|tired|sore|tingling|the), should say, let ... know, do not (stop|change|drive|wait|use),
^(how (long|many|much|often|far|were|are|is|do|should|well)|when (should|do|can|will|is)|which|where (do|can|is)|what
(does|do|is|will|can|should|else|change|happens)|can (i|someone)|do (i|my)|(could|should) (i|it|anything|we)|is there|
are the|does (it|acupuncture|needling)|is it|will (i|it hurt|you (write|tell|use|keep)))\b, wie (lange|viele|oft), was
kostet, muss*, darf, dürfen, praxis, fragen sie, sagen sie, sprechen sie, tragen sie, liegen sie, bringen sie, trinken
sie, essen sie, nehmen sie ... weiter

things 3: bag*, chair, bed, pillow, blanket*, towel*, lamp, form*, tube*, device*, ear, ears, room*, building,
appointment*, receipt*, insur*, (the|what|a|how) ... cost(s)?, pay*, price*, fee, fees, licen*, degree*, letter*,
phone*, lift in, toilet*, cloth*, shoes, socks, jewel*, meal*, glass of, water, hour, hours, half an hour, list, notes,
diary, name of, interpreter, parking, wash*, gloves, tray, plaster, cotton, torch, finger prick, infection*, rash,
dizz*, faint*, numb, numbness, termin, stunde*, kosten, kleidung, arzt, ärztin, fieber, formular, krankenkasse,
rechnung

report 1: (is|are|was|were|be|been) (not |only |often |also |then |both |partly |usually )?(\w+(ed|en)|sent|read|kept|
made|found|known|put|told|given|held|shown|due), were, was, had, did, (people|nurses|doctors|both|group|groups|authors|
researchers|half) ... \w+ed, looked, rang, saw, spoke, wrote, every (week|month|day), chose, came, went, ran, lasted,
left, wurde*, waren, hatte*, lief

procedure 3: practitioner*, thin, sterile, steel, skin, shallow*, thick, (too|how|less) deep, (for|about|some|twenty|
thirty|few) minutes, offered, moxibustion, endorphin*, meridian*, traditional, insert*, placed, places, puts the,
lie(s)? (on|still|down), taken out, left in, stay(s)? in, wire*, (electric|small) current, once or twice, points are,
exact points, cleans the (skin|place), (is|are) cleaned, registered, used (needles|once|only), bruis*, implant*,
pacemaker*, pierc*, blunt, hygiene, box, minuten, dünn*, steril*, haut, (eingestochen|entfernt)

condition 2: is (felt|called|caused|worst|often|a common|the most|a ball|an illness), often, usually, rarely, mostly,
common*, comes and goes, symptom*, (the|of) bone(s)?, thigh, kneecap, muscle(s)? (that|around|can), (feel|feels|felt)
(pain|warm|dull|stiff), stiffness lasts, pain (that )?lasts, stress, worry, mood, weather, cold, heat, with age, blood
test*, x-ray*, worse(?! off), stiffer, harder, painful, tired, carries, sits, consists, each other, besteh*, knochen,
usual, joins, runs along, supports, wear and tear, inherited, hormon*, virus*, press*, crystal*, trapped, slipped,
anatomy, (has|have) (two|three|four|five|six|seven|\d+), in their lives, at some time, skull, socket, tendon*,
ligament*, disc, scan, tests, fever, weakness, numbness, allergy, immune, surgery that, layer, lining, bladder, is
real, knowledge, spread*, swell, damag*, inflammation can, attack(s)?, cause(s|d)?, begin(s)?, better or worse,
illness*, disease, can (also )?(make|be|show|vary|happen|hurt|go wrong|lose), may, some people, many people, women,
men, because of, in the morning, oft, meist*, manchmal, beginn*, spürt
"""

LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝгΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειοκνρτυχ’‘`´‐‑–",
    "ABESIJKMHOPCTYXaeopcyxijshdqwrABEZHIKMNOPTYXaeioknptux''''---",
)
CLOSING, WORDS_OF_A_HEADING = "\"'”“»«)", 5
LETTERS_SPACED = 6
"""Characters of a word that is spaced out, up to which it may be an abbreviation such as U.S.A."""
GAP = r"\W+(?:\w+\W+){0,5}?"
CLAUSE = re.compile(r"[;:–—]|,? (?:but|yet|aber|denn) ")
"""Where a claim may follow what is harmless."""
FOREIGN = re.compile(r"\w*(?:[a-zA-Z][\u0370-\u04ff]|[\u0370-\u04ff][a-zA-Z])\w*")
LEET = str.maketrans("013457@$!", "oieastasi")
LEET_IN_WORD = re.compile(r"(?<=[a-z])[013457@$!]+(?=[a-z])")
SPACED = re.compile(r"(?<![^\W_])[^\W\d_]([ .\-_*·])[^\W_](?:\1[^\W_])+(?![^\W_])")


def normalised(sentence: str) -> str:
    """Return a sentence without disguises, in lower case: "It c-u-r-3-s" and "It сu\u00adres" become "it cures"."""
    joined = SPACED.sub(_joined, _one_script(sentence).casefold())
    return " ".join(LEET_IN_WORD.sub(lambda found: found.group().translate(LEET), joined).split())


@lru_cache(maxsize=8192)
def doubt(sentence: str, *, is_label: bool = False) -> str | None:
    """Return the words for which a sentence is marked, as its normalised form has them; None to let it pass.

    The sentence is English or German and plain: no markup, no citation mark. A label is a name or a phrase that is no
    sentence, such as whom a guideline is for: nothing is read into it for want of a form of advice or doubt.
    """
    disguised = _disguised(sentence)
    if disguised:
        return disguised
    text = normalised(sentence)
    is_heading = not text.rstrip(CLOSING).endswith((".", "!", "?")) and len(text.split()) <= WORDS_OF_A_HEADING
    found = _marked(text, ENOUGH if is_heading or is_label else ENOUGH_FOR_AN_ODD_ONE)
    return found or next(filter(None, (_marked(part, ENOUGH) for part in CLAUSE.split(text))), None)


process_caches.add(doubt.cache_clear)


def _marked(text: str, enough_for_an_odd_one: int) -> str | None:
    """Weigh the signs of a normalised text against its harmless forms; return the words of the weightiest sign."""
    signs = [(points, found.group()) for points, pattern in _compiled(SIGNS) if (found := pattern.search(text))]
    against = [points for points, pattern in _compiled(CALM) if pattern.search(text)]
    if sum(points for points, _ in signs) - sum(against) < (ENOUGH if against else enough_for_an_odd_one):
        return None
    return max(signs, key=lambda sign: sign[0])[1]


def _one_script(sentence: str) -> str:
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", sentence))
    return "".join(c for c in text if not unicodedata.combining(c)).translate(LOOK_ALIKES)


def _joined(found: re.Match[str]) -> str:
    return found.group().replace(found.group(1), "")


def _disguised(sentence: str) -> str | None:
    """Return a word that is written so that a search misses it: nobody does that by accident."""
    for spaced in SPACED.finditer(_one_script(sentence).casefold()):
        if len(spaced.group()) > LETTERS_SPACED:
            return _joined(spaced)
    foreign = FOREIGN.search(sentence)
    return normalised(foreign.group()) if foreign else None


@lru_cache(maxsize=2)
def _compiled(table: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the points and the pattern of each family in a table."""
    families = (family.partition(": ") for family in table.strip().split("\n\n"))
    return tuple((int(name[-1]), re.compile(_pattern(phrases))) for name, _, phrases in families)


process_caches.add(_compiled.cache_clear)


def _pattern(phrases: str) -> str:
    """Return the pattern of a family: phrases between word boundaries, ``...`` as a few words."""
    one_line = " ".join(phrases.split()).replace("| ", "|")
    spelled = one_line.replace(", ", "|").replace("*", r"\w*").replace(" ... ", GAP)
    return rf"(?<!\w)(?:{spelled})(?!\w)"
