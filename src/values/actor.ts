import { AppError } from './errors.ts'

/** What a manager is limited to; an empty list means "no limit of that sort". */
export interface Scope {
  staffIds: string[]
  areaIds: string[]
}

/** Who acts. Commands and queries ask `permit`; nobody looks at roles directly. */
export type Actor =
  | {
      kind: 'user'
      userId: string
      /** The membership in the current organisation. */
      memberId: string
      name: string
      roles: string[]
      permissions: ReadonlySet<string>
      scope: Scope | null
      /** Set while an administrator looks through another member's eyes; every write is then refused. */
      viewedBy?: string
    }
  /** A visitor without account; may do what public endpoints do. */
  | { kind: 'guest' }
  /** The product itself: a job, a listener, the command line. */
  | { kind: 'system'; name: string }

export const guest: Actor = { kind: 'guest' }

/** A system actor named after what it does, for the audit log. */
export function system(name: string): Actor {
  return { kind: 'system', name }
}

/** Whether the actor holds a permission key such as `booking.cancel`. */
export function may(actor: Actor, permission: string): boolean {
  if (actor.kind === 'system') return true
  return actor.kind === 'user' && actor.permissions.has(permission)
}

/** Refuses with `auth.required` or `auth.forbidden` unless the actor holds the permission. */
export function permit(ctx: { actor: Actor }, permission: string): void {
  if (may(ctx.actor, permission)) return
  throw new AppError(ctx.actor.kind === 'guest' ? 'auth.required' : 'auth.forbidden', { permission })
}

/** The member's limits, or null when the actor sees everything of the organisation. */
export function scopeOf(actor: Actor): Scope | null {
  return actor.kind === 'user' ? actor.scope : null
}

/** The name written into histories and the audit log. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.name
  return actor.kind === 'guest' ? 'Guest' : actor.name
}
