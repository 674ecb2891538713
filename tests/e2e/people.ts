/** Who works at the demonstration firm, by role. */
export const people = {
  owner: 'nadia@brightside.example',
  manager: 'ruth@brightside.example',
  agent: 'ewa@brightside.example',
  staff: 'anna@brightside.example',
  viewer: 'colin@brightside.example',
} as const

export type Person = keyof typeof people

export const PASSWORD = 'brightside-demo'

/** The signed-in session of a person, made once before the journeys. */
export const storageOf = (person: Person) => `test-results/sessions/${person}.json`
