import { createFirm, fillDiaries, POSTCODE, bookingOf } from './firms.ts'
import { openPlace, settle } from './places.ts'
import { openClient } from './loopback.ts'
const place = await openPlace()
try {
  const firm = await createFirm(place.services, 'fifty', 50)
  await fillDiaries(place.services, firm, 34)
  await settle(place.databaseUrl)
  const server = await place.start({ NODE_OPTIONS: '--cpu-prof --cpu-prof-dir=/tmp/bprof' })
  const client = openClient(server.url, 4)
  const path = `/api/v1/public/${firm.slug}/slots?serviceId=${firm.serviceId}&postcode=${encodeURIComponent(POSTCODE)}&days=31`
  for (let i = 0; i < 50; i++) await client.get(path)
  for (let i = 0; i < 80; i++) {
    const { slots } = JSON.parse((await client.get(path)).body)
    const { staffId, startsAt } = slots[(i * 37) % slots.length]!
    const b = await client.post(`/api/v1/public/${firm.slug}/appointments`, bookingOf(firm, i, staffId, startsAt))
    await new Promise((d) => setTimeout(d, 40))
    const a = await client.get(path)
    const a2 = await client.get(path)
    if (i % 4 === 0) console.log('book', b.ms.toFixed(0), 'ask', a.ms.toFixed(1), a2.ms.toFixed(1))
  }
  client.close()
  console.log(server.output().split('\n').filter((l) => !l.includes('"request"')).slice(-30).join('\n'))
  await server.stop()
} finally { await place.close() }
