from .published_site import *
from . import cast as people
import html5lib
def test_probe(cast, client):
    site=publish_site(cast,1)
    people.published(cast,"none",people.evidence_document(title="Nothing found on sleep",outcome="sleep",no_trials=True,estimate=None,ci_low=None,ci_high=None,measure="none",studies=None,participants=None,certainty="not-rated",certainty_reason="No trials.",rated_by=None,source=""))
    for a in HTML_ADDRESSES+("/nope/","/conditions/?tag=knee&page=1"):
        r=client.get(a)
        p=html5lib.HTMLParser(namespaceHTMLElements=False)
        t=p.parse(r.content)
        print("#####",a, r.status_code, p.errors)
        if a in ("/","/conditions/knee-osteoarthritis/","/evidence/knee-pain-sham/","/about/","/safety/bruise-0/","/conditions/", "/changes/","/sources/trial0/","/conditions/knee-osteoarthritis/editions/1/changes/"):
            print(" ".join(" ".join(t.find("body").itertext()).split()))
    for a in MACHINE_ADDRESSES: print("####",a,client.get(a).getvalue().decode()[:900])
