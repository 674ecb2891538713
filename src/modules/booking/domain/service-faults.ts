import type { FieldFault } from '#values/errors.ts'

/** What contradicts itself in a service: amounts in minor units, null deposit means the whole price. */
export function serviceFaults(service: {
  price: number
  deposit: number | null
  payOnDay: boolean
  extras: readonly { name: string }[]
}): FieldFault[] {
  const faults: FieldFault[] = []
  if (service.deposit !== null && service.deposit > service.price) {
    faults.push({ path: ['deposit'], message: 'The deposit can be at most the price.' })
  }
  service.extras.forEach((extra, index) => {
    const first = service.extras.findIndex((other) => other.name.toLowerCase() === extra.name.toLowerCase())
    if (first === index) return
    faults.push({ path: ['extras', index, 'name'], message: 'Two extras have this name. Rename one.' })
  })
  return faults
}
