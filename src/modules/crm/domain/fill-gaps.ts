/** What somebody told us about themselves while booking. Phone as E.164. */
export interface Contact {
  name: string
  email?: string
  phone?: string
  address?: { line1?: string; line2?: string; city?: string; postcode?: string }
  accessNotes?: string
}

/** The part of a client's row that a contact may fill. */
export interface Gaps {
  email: string | null
  phone: string | null
  address_line1: string | null
  address_line2: string | null
  city: string | null
  postcode: string | null
  access_notes: string
}

/**
 * What a known client's record gains from a contact: only fields that are empty. An address is taken whole or
 * not at all, and access notes only for the address we know: half of one home and half of another lead nowhere.
 */
export function fillGaps(known: Gaps, contact: Contact): Partial<Gaps> {
  const filled: Partial<Gaps> = {}
  if (!known.email && contact.email) filled.email = contact.email
  if (!known.phone && contact.phone) filled.phone = contact.phone
  const { address, accessNotes } = contact
  const hasNone = !known.address_line1 && !known.postcode
  if (hasNone && (address?.line1 || address?.postcode)) Object.assign(filled, addressColumns(address))
  const isSameHome = !address?.postcode || (filled.postcode ?? known.postcode) === address.postcode
  if (!known.access_notes && accessNotes && isSameHome) filled.access_notes = accessNotes
  return filled
}

/** An address as the columns of the row; missing parts are null. */
export function addressColumns(
  address: Contact['address'],
): Pick<Gaps, 'address_line1' | 'address_line2' | 'city' | 'postcode'> {
  return {
    address_line1: address?.line1 || null,
    address_line2: address?.line2 || null,
    city: address?.city || null,
    postcode: address?.postcode || null,
  }
}
