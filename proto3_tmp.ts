import { read } from './ingest/read/index.ts';
import { TriptychError } from './src/error.ts';
const enc=(s:string)=>new TextEncoder().encode(s);
const cases: [string,string|Uint8Array][] = [
 ['deep.html','<!doctype html><html><body>'+'<div>'.repeat(100000)+'text'],
 ['deep490.html','<!doctype html><html><body>'+'<div>'.repeat(490)+'<p>Some text here that is long enough to be read by somebody.</p>'],
 ['font.html','<!doctype html><html><body>'+Array.from({length:490},(_,i)=>`<b id=a${i}>`).join('')+'<p>x</p>'.repeat(2000)],
 ['p.html','<!doctype html><html><body>'+'<p>para'.repeat(100000)],
 ['a.html','<!doctype html><html><body>'+'<a href=x>link</a> '.repeat(60000)],
 ['tab.html','<!doctype html><html><body>'+'<table><tr><td>'.repeat(200)+'x'],
 ['close.html','<!doctype html><html><body>'+'<div></x>'.repeat(100000)],
 ['lt.html','<!doctype html><html><body>'+'<'.repeat(1000000)],
 ['comment.html','<!doctype html><html><body>'+'<!--'.repeat(300000)],
 ['script.html','<!doctype html><html><body>'+'<script'.repeat(200000)],
 ['script2.html','<!doctype html><html><body>'+'<script>'.repeat(100000)],
 ['attr.html','<!doctype html><html><body><p '+Array.from({length:100000},(_,i)=>`a${i}=1`).join(' ')+'>x'],
 ['lists.html','<!doctype html><html><body>'+'<ul><li>'.repeat(499)+'x'],
 ['br.md','['.repeat(100000)], ['paren.md','[a]('.repeat(50000)], ['star.md','*a **b '.repeat(30000)], ['q.md','>'.repeat(100000)], ['li.md','- '.repeat(5000)+'x'], ['tick.md','`a``b'.repeat(40000)], ['und.md','_a__'.repeat(50000)],['amp.md','&'.repeat(100000)],['tbl.md','|a'.repeat(50000)+'\n'+'|-'.repeat(50000)+'\n'+'|b'.repeat(50000)],
 ['spaces.txt','a'+' '.repeat(1000000)+'b'], ['dots.txt','. '.repeat(300000)], ['lines.txt','Word\n'.repeat(200000)], ['blank.txt','Word\n\n'.repeat(100000)], ['name.txt','Aaa '.repeat(200000)], ['name2.txt','By '+'Aaaa-'.repeat(3)+'Bbbb '.repeat(20)], ['cjk.txt','中'.repeat(1000000)], ['long.txt','a'.repeat(3000000)], ['low.txt',('word word and the of. '.repeat(5)+'\n\n').repeat(20000)], ['caps.txt','A'.repeat(300000)+'\n\nB'], ['gbk.txt', 'a贸'.repeat(100000)], ['quotes.txt', '"'.repeat(300000)],
];
for (const [name,c] of cases) { if (process.argv[2] && !name.includes(process.argv[2])) continue; const t=Date.now(); let r=''; try { const x=await read(typeof c==='string'?enc(c):c,{name,sources:[]}); r='ok '+x.text.length+' '+x.blocks.length; } catch(e){ r=e instanceof TriptychError?e.code+' '+e.message.slice(0,60):'BUG '+(e as Error).stack?.slice(0,300); } console.log(name.padEnd(14),String(Date.now()-t).padStart(6),'ms',r, Math.round(process.memoryUsage().rss/1e6)+'MB'); }
