import { io, type Socket } from 'socket.io-client'

// A crowd of browsers for live.bench.ts, in a process of its own so that it does not slow down the server it measures.

const [url, cookie, count] = process.argv.slice(2)
const sockets: Socket[] = []
let late: number[] = []

/** hrtime is one clock for all processes of a machine, so moments of two processes can be compared. */
function note(changes: { ids: string[] }[]): void {
  const arrivedAt = process.hrtime.bigint()
  for (const { ids } of changes) late.push(Number(arrivedAt - BigInt(ids[0]!)) / 1e6)
}

async function connect(): Promise<void> {
  const socket = io(url!, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: cookie! },
    forceNew: true,
  })
  socket.on('change', note)
  sockets.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  await socket.emitWithAck('subscribe', ['appointments'])
}

process.on('message', (message) => {
  if (message === 'report') {
    process.send?.({ late })
    late = []
  }
  if (message === 'leave') {
    for (const socket of sockets) socket.disconnect()
    process.exit(0)
  }
})

for (let opened = 0; opened < Number(count); opened += 50) {
  await Promise.all(Array.from({ length: Math.min(50, Number(count) - opened) }, connect))
}
process.send?.('ready')
