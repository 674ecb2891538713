import { mkdirSync, writeFileSync } from 'node:fs'
import { startProduct } from '../server.ts'
import { PASSWORD, type Person, people, storageOf } from './people.ts'

/**
 * Starts the product with the demonstration and an empty one, and signs everybody in once. With JOURNEYS_URL and
 * EMPTY_URL set, the two that run there already are used and left as they are.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.JOURNEYS_URL && process.env.EMPTY_URL) {
    await signEverybodyIn(process.env.JOURNEYS_URL)
    return async () => {}
  }
  // One after the other: the first builds the pages when it must.
  const demo = await startProduct({ demo: true })
  const empty = await startProduct({ demo: false }).catch(async (error) => {
    await demo.stop()
    throw error
  })
  process.env.JOURNEYS_URL = demo.url
  process.env.EMPTY_URL = empty.url
  await signEverybodyIn(demo.url)
  return async () => {
    await Promise.all([demo.stop(), empty.stop()])
  }
}

async function signEverybodyIn(url: string): Promise<void> {
  mkdirSync('test-results/sessions', { recursive: true })
  for (const person of Object.keys(people) as Person[]) await signIn(url, person)
}

async function signIn(url: string, person: Person): Promise<void> {
  const response = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: people[person], password: PASSWORD }),
  })
  if (!response.ok) throw new Error(`${people[person]} could not sign in: ${await response.text()}`)
  const cookies = response.headers.getSetCookie().map((cookie) => {
    const pair = cookie.split(';')[0]!
    const equals = pair.indexOf('=')
    return {
      name: pair.slice(0, equals),
      value: pair.slice(equals + 1),
      domain: 'localhost',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax' as const,
    }
  })
  writeFileSync(storageOf(person), JSON.stringify({ cookies, origins: [] }))
}
