/** The demonstration firm: Brightside Cleaning, London. Everything a person would type in on the first day. */
export const firm = {
  slug: 'brightside',
  name: 'Brightside Cleaning',
  zone: 'Europe/London',
  currency: 'GBP',
  profile: {
    tagline: 'Homes and offices, cleaned by people you know',
    phone: '020 7946 0812',
    email: 'hello@brightside.example',
    address: '18 Newington Green, London N16 9PX',
  },
}

export const PASSWORD = 'brightside-demo'

export const team = [
  { label: 'Owner', name: 'Nadia Rahman', email: 'nadia@brightside.example', roles: ['owner'] as const },
  { label: 'Manager', name: 'Ruth Adler', email: 'ruth@brightside.example', roles: ['manager'] as const },
  { label: 'Agent', name: 'Ewa Lis', email: 'ewa@brightside.example', roles: ['agent'] as const },
  { label: 'Cleaner', name: 'Anna Kowalska', email: 'anna@brightside.example', roles: ['staff'] as const },
  { label: 'Viewer', name: 'Colin Hart', email: 'colin@brightside.example', roles: ['viewer'] as const },
]

const home = [
  'Regular clean',
  'Deep clean',
  'One-off clean',
  'Spring clean',
  'Ironing',
  'Inside the oven',
  'After-party clean',
] as const
const moving = ['End of tenancy', 'Move-in clean', 'After builders'] as const
const business = ['Office clean', 'Shop and café clean', 'Stairwell clean'] as const
const glass = ['Windows, inside and out'] as const

export const categories = [
  {
    name: 'At home',
    description: 'For flats and houses, once or every week.',
    services: home as readonly string[],
  },
  {
    name: 'Moving',
    description: 'Before you hand over the keys, or before the van comes.',
    services: moving as readonly string[],
  },
  {
    name: 'Business',
    description: 'Offices, shops and shared stairs.',
    services: business as readonly string[],
  },
  { name: 'Windows', description: 'Up to the third floor.', services: glass as readonly string[] },
]

interface ServicePlan {
  name: string
  summary: string
  description: string
  minutes: number
  price: number
  colour: string
  weight: number
  deposit?: number | null
  payOnDay?: boolean
  extras?: { name: string; price: number; minutes: number; maxQuantity: number }[]
}

const oven = { name: 'Inside the oven', price: 1800, minutes: 30, maxQuantity: 2 }
const fridge = { name: 'Inside the fridge', price: 1200, minutes: 20, maxQuantity: 2 }
const ironing = { name: 'Ironing, 30 minutes', price: 1100, minutes: 30, maxQuantity: 4 }
const eco = { name: 'Eco products', price: 450, minutes: 0, maxQuantity: 1 }
const windows = { name: 'Inside windows', price: 1500, minutes: 30, maxQuantity: 3 }
const extraRoom = { name: 'One more bedroom', price: 2400, minutes: 45, maxQuantity: 4 }

export const services: readonly ServicePlan[] = [
  {
    name: 'Regular clean',
    summary: 'Kitchen, bathroom, floors and dust, the same person each time.',
    description:
      'Two bedrooms and one bathroom in two hours. We bring our own products; tell us about pets and keys.',
    minutes: 120,
    price: 4400,
    colour: '#0F5C4D',
    weight: 40,
    deposit: 0,
    extras: [oven, fridge, ironing, eco, windows],
  },
  {
    name: 'Deep clean',
    summary: 'Behind, under and inside: the clean that takes half a day.',
    description:
      'Skirting boards, tiles, limescale, cupboards inside and out. Two bedrooms and one bathroom in four hours.',
    minutes: 240,
    price: 9600,
    colour: '#3B6FA0',
    weight: 14,
    deposit: 3000,
    extras: [oven, fridge, eco, windows, extraRoom],
  },
  {
    name: 'One-off clean',
    summary: 'A good going-over when you need it.',
    description: 'Three hours, no commitment.',
    minutes: 180,
    price: 7200,
    colour: '#5B8C5A',
    weight: 12,
    deposit: 0,
    extras: [oven, fridge, ironing, eco, windows],
  },
  {
    name: 'Spring clean',
    summary: 'Once a year, everything.',
    description: 'Five hours for a two-bedroom home, curtains and mattresses included.',
    minutes: 300,
    price: 12500,
    colour: '#86B585',
    weight: 3,
    deposit: 4000,
    extras: [oven, windows, eco],
  },
  {
    name: 'Ironing',
    summary: 'Up to fifteen shirts.',
    description: 'At your home, with your iron or ours.',
    minutes: 60,
    price: 2400,
    colour: '#C9A227',
    weight: 4,
    deposit: 0,
  },
  {
    name: 'Inside the oven',
    summary: 'Racks, door and fan.',
    description: 'Fume-free, ready to cook in afterwards.',
    minutes: 60,
    price: 4200,
    colour: '#B7791F',
    weight: 2,
    deposit: 0,
  },
  {
    name: 'After-party clean',
    summary: 'You slept in. We did not.',
    description: 'Sundays too, by arrangement. Glass and recycling taken away.',
    minutes: 180,
    price: 9000,
    colour: '#E8743B',
    weight: 2,
    deposit: 4500,
  },
  {
    name: 'End of tenancy',
    summary: 'To the inventory clerk’s checklist, with a receipt for the agent.',
    description:
      'One bedroom in five hours; add bedrooms below. If the agent finds something we come back free of charge.',
    minutes: 300,
    price: 16500,
    colour: '#9A6FB0',
    weight: 6,
    deposit: null,
    payOnDay: false,
    extras: [extraRoom, windows],
  },
  {
    name: 'Move-in clean',
    summary: 'Empty rooms, clean cupboards.',
    description: 'Before your boxes arrive.',
    minutes: 240,
    price: 11000,
    colour: '#7F5B95',
    weight: 2,
    deposit: 4000,
    extras: [extraRoom, oven, fridge],
  },
  {
    name: 'After builders',
    summary: 'Dust, paint spots and stickers.',
    description: 'Industrial vacuum and three rounds of dusting.',
    minutes: 360,
    price: 21000,
    colour: '#B3372F',
    weight: 2,
    deposit: null,
    payOnDay: false,
  },
  {
    name: 'Office clean',
    summary: 'Before eight or after six.',
    description: 'Desks, kitchen, meeting rooms, bins.',
    minutes: 180,
    price: 7500,
    colour: '#B8860B',
    weight: 9,
    deposit: 0,
    extras: [eco, windows],
  },
  {
    name: 'Shop and café clean',
    summary: 'Floors, counters, front window.',
    description: 'Ready to open when we leave.',
    minutes: 120,
    price: 5600,
    colour: '#2F6690',
    weight: 3,
    deposit: 0,
  },
  {
    name: 'Stairwell clean',
    summary: 'For blocks of up to four floors.',
    description: 'Every week or fortnight.',
    minutes: 60,
    price: 3200,
    colour: '#7A7670',
    weight: 4,
    deposit: 0,
  },
  {
    name: 'Windows, inside and out',
    summary: 'Up to twelve panes.',
    description: 'Reach-and-wash up to the third floor.',
    minutes: 90,
    price: 5400,
    colour: '#6F9FCC',
    weight: 3,
    deposit: 0,
  },
]

interface StaffPlan {
  name: string
  bio: string
  colour: string
  base: string
  radiusKm: number
  from: string
  to: string
  days: readonly ('monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday')[]
  /** Share of the day that is booked in a normal week. */
  fill: number
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const
const withSaturday = [...weekdays, 'saturday'] as const
const weekendToo = ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const fourDays = ['monday', 'tuesday', 'thursday', 'friday'] as const

export const staff: readonly StaffPlan[] = [
  {
    name: 'Anna Kowalska',
    bio: 'With us since the first year. Knows every key safe in N16.',
    colour: '#0F5C4D',
    base: 'N16',
    radiusKm: 7,
    from: '08:00',
    to: '17:30',
    days: withSaturday,
    fill: 0.86,
  },
  {
    name: 'Marcus Bello',
    bio: 'Offices before breakfast, homes after.',
    colour: '#3B6FA0',
    base: 'EC1M',
    radiusKm: 6,
    from: '07:30',
    to: '17:00',
    days: weekdays,
    fill: 0.8,
  },
  {
    name: 'Priya Nair',
    bio: 'Deep cleans and anything with limescale.',
    colour: '#9A6FB0',
    base: 'N4',
    radiusKm: 7,
    from: '08:30',
    to: '17:30',
    days: withSaturday,
    fill: 0.82,
  },
  {
    name: 'Tom Whitfield',
    bio: 'Drives the van with the big vacuum.',
    colour: '#E8743B',
    base: 'E8',
    radiusKm: 8,
    from: '08:00',
    to: '18:00',
    days: withSaturday,
    fill: 0.74,
  },
  {
    name: 'Sofia Mendes',
    bio: 'Speaks Portuguese and Spanish. Loves dogs.',
    colour: '#C9A227',
    base: 'N1',
    radiusKm: 6,
    from: '08:00',
    to: '17:00',
    days: weekendToo,
    fill: 0.8,
  },
  {
    name: 'João Ferreira',
    bio: 'Windows, and a steady hand with antiques.',
    colour: '#5B8C5A',
    base: 'NW5',
    radiusKm: 7,
    from: '09:00',
    to: '18:00',
    days: weekdays,
    fill: 0.7,
  },
  {
    name: 'Leah Okafor',
    bio: 'Early bird. First visit at seven.',
    colour: '#B3372F',
    base: 'N8',
    radiusKm: 8,
    from: '07:00',
    to: '16:00',
    days: withSaturday,
    fill: 0.78,
  },
  {
    name: 'Inês Duarte',
    bio: 'End-of-tenancy specialist: agents know her name.',
    colour: '#2F6690',
    base: 'SE15',
    radiusKm: 8,
    from: '08:00',
    to: '17:00',
    days: withSaturday,
    fill: 0.76,
  },
  {
    name: 'Kofi Mensah',
    bio: 'Part-time, always on time.',
    colour: '#7A7670',
    base: 'SW9',
    radiusKm: 8,
    from: '09:00',
    to: '17:00',
    days: fourDays,
    fill: 0.72,
  },
  {
    name: 'Yara Haddad',
    bio: 'Ironing that the tailor next door admires.',
    colour: '#B7791F',
    base: 'W11',
    radiusKm: 7,
    from: '09:00',
    to: '17:30',
    days: weekendToo,
    fill: 0.68,
  },
  {
    name: 'Daniel Novak',
    bio: 'After builders and after parties.',
    colour: '#4B7F52',
    base: 'E2',
    radiusKm: 8,
    from: '08:00',
    to: '17:30',
    days: weekendToo,
    fill: 0.75,
  },
  {
    name: 'Grace Obi',
    bio: 'Joined in spring. Clients already ask for her.',
    colour: '#7F5B95',
    base: 'E17',
    radiusKm: 9,
    from: '08:30',
    to: '17:00',
    days: weekdays,
    fill: 0.66,
  },
]
