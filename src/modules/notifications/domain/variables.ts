/** A variable that a template may use, as `{{ visit.day }}`. */
export interface Variable {
  path: string
  /** What it stands for, in words. */
  meaning: string
  /** What the preview shows. */
  sample: string
}

/** Variables of one sort; a template knows some of the groups. */
export type VariableGroup =
  | 'org'
  | 'customer'
  | 'visit'
  | 'before'
  | 'cancellation'
  | 'account'
  | 'invitation'

const table: Record<VariableGroup, Record<string, [meaning: string, sample: string]>> = {
  org: {
    name: ['Your organisation’s name', 'Brightside Cleaning'],
    phone: ['Your telephone number; empty when none is set', '+44 20 7946 0123'],
    email: ['Your e-mail address; empty when none is set', 'hello@brightside.example'],
    address: ['Your postal address; empty when none is set', '1 Church Street, London N16 0AP'],
    logoUrl: ['Address of your logo; empty without one', ''],
    colour: ['Your colour, dark enough for white text', '#0F5C4D'],
    website: ['Address of your booking page', 'https://book.example.com'],
    locale: ['Language and region, such as en-GB', 'en-GB'],
  },
  customer: {
    name: ['The customer’s name', 'Hannah Whitcombe'],
    firstName: ['The first word of the name', 'Hannah'],
  },
  visit: {
    number: ['Number of the booking', 'BR-7K3Q2M'],
    service: ['Name of the service', 'Regular clean'],
    staff: ['Who comes', 'Anna Kowalska'],
    day: ['Day of the visit', 'Saturday 28 November 2026'],
    time: ['From when to when', '09:30–12:30'],
    startTime: ['Start', '09:30'],
    endTime: ['End', '12:30'],
    place: ['Where: the address, or the postcode', '42 Albion Road, London, N16 8JR'],
    price: ['Price with tax', '£71.50'],
    paid: ['Already paid', '£71.50'],
    due: ['Still to pay; empty when nothing is', ''],
    deadline: ['Until when it can be changed or cancelled free of charge', 'Friday 27 November, 09:30'],
    isPending: ['“yes” while the visit waits for your confirmation, else empty', ''],
    link: ['Secret page of the visit: follow, move, cancel', 'https://book.example.com/track/…'],
    calendarLink: ['The visit as a calendar file', 'https://book.example.com/visit.ics'],
  },
  before: {
    day: ['Day before the move', 'Thursday 26 November 2026'],
    time: ['Time before the move', '14:00–17:00'],
    staff: ['Who would have come', 'Ewa Lis'],
  },
  cancellation: {
    refund: ['What is given back; empty when nothing is', '£71.50'],
    fee: ['What is kept for a late cancellation; empty when nothing is', ''],
    reason: ['The reason; empty when none was given', ''],
    byCustomer: ['“yes” when the customer cancelled, else empty', 'yes'],
  },
  account: {
    name: ['Name of the person', 'Nadia Rahman'],
    link: ['Secret link, good for a short time', 'https://book.example.com/…'],
  },
  invitation: {
    invitedBy: ['Who invites', 'Nadia Rahman'],
    roles: ['Roles in words', 'Manager'],
    link: ['Secret link to join', 'https://book.example.com/join/…'],
    expires: ['Until when the link is good', 'Thursday 3 December, 14:00'],
  },
}

/** Every variable of the groups, in the order in which the editor lists them. */
export function variablesOf(names: readonly VariableGroup[]): Variable[] {
  return names.flatMap((group) =>
    Object.entries(table[group]).map(([name, [meaning, sample]]) => ({
      path: `${group}.${name}`,
      meaning,
      sample,
    })),
  )
}

/** What templates are filled with: a text per variable. */
export type Variables = Partial<Record<VariableGroup, Record<string, string>>>

/** The samples as the data of a preview. */
export function sampleVariables(names: readonly VariableGroup[]): Variables {
  return Object.fromEntries(
    names.map((group) => [
      group,
      Object.fromEntries(Object.entries(table[group]).map(([name, [, sample]]) => [name, sample])),
    ]),
  )
}
