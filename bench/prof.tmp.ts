import { readdirSync, readFileSync } from 'node:fs'
const file = process.argv[2]!
const p = JSON.parse(readFileSync(file, 'utf8'))
const byId = new Map<number, any>(p.nodes.map((n: any) => [n.id, n]))
const parent = new Map<number, number>()
for (const n of p.nodes) for (const c of n.children ?? []) parent.set(c, n.id)
const key = (n: any) => `${n.callFrame.functionName || '(anon)'} ${n.callFrame.url.split('/').slice(-3).join('/')}:${n.callFrame.lineNumber + 1}`
const self = new Map<string, number>(); const incl = new Map<string, number>()
let total = 0
p.samples.forEach((id: number, i: number) => {
  const dt = p.timeDeltas[i] / 1000
  const n = byId.get(id)
  if (n.callFrame.functionName === '(idle)') return
  total += dt
  self.set(key(n), (self.get(key(n)) ?? 0) + dt)
  const seen = new Set<string>()
  for (let x: number | undefined = id; x !== undefined; x = parent.get(x)) { const k = key(byId.get(x)); if (!seen.has(k)) { seen.add(k); incl.set(k, (incl.get(k) ?? 0) + dt) } }
})
console.log('busy ms', total.toFixed(0))
const top = (m: Map<string, number>, n: number) => { for (const [k, v] of [...m].sort((a, b) => b[1] - a[1]).slice(0, n)) console.log((100 * v / total).toFixed(1).padStart(5), k) }
console.log('-- self'); top(self, Number(process.argv[3] ?? 30)); console.log('-- incl'); top(incl, Number(process.argv[4] ?? 60))
