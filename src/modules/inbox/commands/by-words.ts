import type { Actor } from '#values/actor.ts'

/** Who acts, as threads say it: the member's name, or the product's for jobs and rules. */
export function byWords({ actor }: { actor: Actor }): string {
  return actor.kind === 'user' ? actor.name : 'Frontdesk'
}
