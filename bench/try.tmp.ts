import { textTable } from './rows.ts'
const { run } = await import(`./${process.argv[2]}.bench.ts`)
const start = performance.now()
console.log(textTable(await run()))
console.log(((performance.now() - start) / 1000).toFixed(1), 's')
