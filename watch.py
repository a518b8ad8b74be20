import sys,time
opened=[]
sys.addaudithook(lambda e,a: opened.append(str(a[0])) if e=="open" else None)
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
try: run(cli, sys.argv[1:])
except SystemExit: pass
d=[n for n in opened if "/law/data/" in n]
print("LAWFILES",len(d),[x.split('/')[-1] for x in d],"lawmodules",sum(m.startswith("piadiff.law") for m in sys.modules),file=sys.stderr)
