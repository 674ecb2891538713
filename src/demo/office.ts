import type { TeamName } from './threads/topic.ts'

/** When the office answers. Customers may write at any hour. */
export const openingHours = {
  monday: [{ from: '08:00', to: '19:00' }],
  tuesday: [{ from: '08:00', to: '19:00' }],
  wednesday: [{ from: '08:00', to: '19:00' }],
  thursday: [{ from: '08:00', to: '19:00' }],
  friday: [{ from: '08:00', to: '19:00' }],
  saturday: [{ from: '09:00', to: '16:00' }],
  sunday: [],
}

/** Somebody who answers customers. `pace`: 1 is usual, less is quicker. `warmth`: how ratings lean, 0 is usual. */
export interface OfficePerson {
  name: string
  email: string
  teams: readonly TeamName[]
  shift: 'early' | 'middle' | 'late'
  pace: number
  warmth: number
  /** Months ago that they joined, for those who came later. */
  joinedMonthsAgo?: number
}

/** Fourteen people at the desks. Those among `team` sign in; the others have no password yet. */
export const office: readonly OfficePerson[] = [
  { ...person('Ewa Lis', 'ewa'), teams: ['Front office'], shift: 'early', pace: 0.8, warmth: 0.25 },
  {
    ...person('Ruth Adler', 'ruth'),
    teams: ['Quality', 'Front office'],
    shift: 'middle',
    pace: 1.3,
    warmth: 0.1,
  },
  { ...person('Callum Fraser', 'callum'), teams: ['Front office'], shift: 'early', pace: 1, warmth: 0 },
  { ...person('Zainab Yusuf', 'zainab'), teams: ['Front office'], shift: 'middle', pace: 0.75, warmth: 0.2 },
  { ...person('Oliver Brandt', 'oliver'), teams: ['Front office'], shift: 'late', pace: 1.5, warmth: -0.25 },
  { ...person('Mei Chan', 'mei'), teams: ['Front office'], shift: 'late', pace: 0.9, warmth: 0.1 },
  { ...person('Tomasz Wilk', 'tomasz'), teams: ['Front office'], shift: 'middle', pace: 1.1, warmth: 0 },
  {
    ...person('Beatriz Santos', 'beatriz'),
    teams: ['Front office'],
    shift: 'late',
    pace: 0.85,
    warmth: 0.2,
    joinedMonthsAgo: 9,
  },
  {
    ...person('Rohan Mehta', 'rohan'),
    teams: ['Front office'],
    shift: 'early',
    pace: 1.25,
    warmth: -0.1,
    joinedMonthsAgo: 4,
  },
  { ...person('Femi Adeyemi', 'femi'), teams: ['Sales'], shift: 'middle', pace: 0.7, warmth: 0.15 },
  { ...person('Hannah Sutcliffe', 'hannah'), teams: ['Sales'], shift: 'early', pace: 1, warmth: 0.05 },
  {
    ...person('Jakub Dvorak', 'jakub'),
    teams: ['Sales'],
    shift: 'late',
    pace: 1.15,
    warmth: -0.05,
    joinedMonthsAgo: 7,
  },
  { ...person('Siobhan Kelly', 'siobhan'), teams: ['Quality'], shift: 'early', pace: 0.95, warmth: 0.3 },
  {
    ...person('Leila Amani', 'leila'),
    teams: ['Quality', 'Sales'],
    shift: 'late',
    pace: 1.05,
    warmth: 0.1,
    joinedMonthsAgo: 11,
  },
]

function person(name: string, at: string) {
  return { name, email: `${at}@brightside.example` }
}
