import type { InputOf } from '#values/endpoint.ts'
import type { FieldFault } from '#values/errors.ts'
import type { FormValues } from '#web/form.ts'
import type { createService } from '../contract.ts'
import { amountOf, listOf, pictureOf, readForm, rowsOf, textOf } from './catalogue-forms.ts'

type ServiceFields = InputOf<typeof createService>

export interface ServiceForm {
  intent: string
  /** What was typed, to fill the form again. */
  values: FormValues
  input: ServiceFields
  faults: FieldFault[]
}

/** Reads the service form: amounts as people write them, choices as the contract wants them. */
export async function readServiceForm(form: FormData, currency: string): Promise<ServiceForm> {
  const { intent, values } = readForm(form)
  const faults: FieldFault[] = []
  const rows = rowsOf(values, 'extras').filter((row) => textOf(row, 'name') || textOf(row, 'price'))
  const picture = await pictureOf(form, 'image')
  const amount = (name: string) => amountOf(textOf(values, name), currency, faults, [name])
  const pay = textOf(values, 'pay')
  const price = amount('price')
  const input: ServiceFields = {
    name: textOf(values, 'name'),
    summary: textOf(values, 'summary'),
    description: textOf(values, 'description'),
    categoryId: textOf(values, 'categoryId') || null,
    durationMinutes: textOf(values, 'durationMinutes'),
    price,
    deposit: pay === 'deposit' ? amount('deposit') : pay === 'day' ? 0 : null,
    payOnDay: pay === 'either' || pay === 'day',
    bufferBeforeMinutes: textOf(values, 'bufferBeforeMinutes') || 0,
    bufferAfterMinutes: textOf(values, 'bufferAfterMinutes') || 0,
    online: textOf(values, 'online') === 'true',
    active: textOf(values, 'active') === 'true',
    colour: textOf(values, 'colour') || '#0F5C4D',
    extras: rows.map((row, index) => ({
      ...(textOf(row, 'id') && { id: textOf(row, 'id') }),
      name: textOf(row, 'name'),
      price: textOf(row, 'price')
        ? amountOf(textOf(row, 'price'), currency, faults, ['extras', index, 'price'])
        : 0,
      minutes: textOf(row, 'minutes') || 0,
      maxQuantity: textOf(row, 'maxQuantity') || 1,
    })),
    staffIds: listOf(values, 'staffIds'),
    ...(picture ? { image: picture } : values['remove-image'] && { image: null }),
  }
  return { intent, values, input, faults }
}

/** How a service is paid, as one choice instead of the contract's deposit and flag. */
export function payChoice(service: { deposit: number | null; payOnDay: boolean }): string {
  if (service.deposit === null) return service.payOnDay ? 'either' : 'online'
  return service.deposit === 0 ? 'day' : 'deposit'
}
