import type { StaffMember } from '#modules/booking/contract/catalogue.ts'
import type { FormValues } from '../../form.ts'

/** An area and who covers it; circles of several people around one postcode count as one area. */
export interface CoveredArea {
  postcode: string
  people: { id: string; name: string }[]
}

/** Every area that somebody covers, by postcode. */
export function coveredAreas(staff: readonly Pick<StaffMember, 'id' | 'name' | 'areas'>[]): CoveredArea[] {
  const areas = new Map<string, CoveredArea['people']>()
  for (const { id, name, areas: covered } of staff) {
    for (const { postcode } of covered) areas.set(postcode, [...(areas.get(postcode) ?? []), { id, name }])
  }
  return [...areas]
    .map(([postcode, people]) => ({ postcode, people }))
    .sort((a, b) => a.postcode.localeCompare(b.postcode))
}

/**
 * What the form means: the people ticked, and everybody who covers a ticked area. Only people are kept, because
 * they are what visits, clients and figures belong to; nothing ticked lifts the limit.
 */
export function scopeOfForm(
  form: FormValues,
  staff: readonly Pick<StaffMember, 'id' | 'name' | 'areas'>[],
): { staffIds: string[]; areaIds: string[] } | null {
  const ticked = new Set(textsOf(form.staffIds))
  const postcodes = new Set(textsOf(form.areas))
  for (const { postcode, people } of coveredAreas(staff)) {
    if (postcodes.has(postcode)) for (const { id } of people) ticked.add(id)
  }
  return ticked.size > 0 ? { staffIds: [...ticked], areaIds: [] } : null
}

function textsOf(value: FormValues[string] | undefined): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter((one) => typeof one === 'string')
}
