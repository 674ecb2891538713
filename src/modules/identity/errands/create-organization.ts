import type { Services } from '#platform/context.ts'
import { NO_ORG, orgIdBySlug } from '#platform/http/dispatch.ts'
import { runCommand, runQuery } from '#platform/run.ts'
import { type Scope, system } from '#values/actor.ts'
import { newId } from '#values/ids.ts'
import { createAccount } from '../adapters/accounts.ts'
import { ensureMember } from '../commands/ensure-member.ts'
import { insertOrganization } from '../commands/insert-organization.ts'
import { Email } from '../contract/fields.ts'
import type { Role } from '../contract/permissions.ts'
import { findDefaultOrg } from '../queries/directory.ts'

interface Person {
  email: string
  password: string
  name: string
}

/** Makes an account with a confirmed address, or finds the one that has it. Returns its id. */
export async function createUser(
  services: Services,
  person: Omit<Person, 'password'> & Partial<Person>,
): Promise<{ userId: string; created: boolean }> {
  return createAccount(services, { ...person, email: person.email.toLowerCase(), isVerified: true })
}

export interface NewOrganization {
  slug: string
  name: string
  zone: string
  currency: string
  isDemo: boolean
  isDefault: boolean
  /** Refuses with `identity.setup_done` when there is an organisation already. */
  isFirst?: boolean
}

/**
 * Creates an organisation with default hours and policies and, if given, its first owner (an account is made or
 * found by address). Refuses a taken slug with `identity.slug_taken`.
 */
export async function createOrganization(
  services: Services,
  { admin, ...organization }: NewOrganization & { admin?: Person },
): Promise<{ orgId: string; ownerId: string | null; ownerUserId: string | null }> {
  const user = admin && (await createUser(services, admin))
  const owner = user && admin && { userId: user.userId, name: admin.name, email: admin.email.toLowerCase() }
  const founded = await foundOrganization(services, { ...organization, owner })
  return { ...founded, ownerUserId: user?.userId ?? null }
}

/** Creates an organisation for an account that exists. */
export async function foundOrganization(
  services: Services,
  input: NewOrganization & { owner?: { userId: string; name: string; email: string } },
): Promise<{ orgId: string; ownerId: string | null }> {
  const orgId = newId()
  const who = { orgId, actor: system('Set-up') }
  return { orgId, ...(await runCommand(services, insertOrganization, input, who)) }
}

/** Makes account and membership in one go; safe to repeat. For seeds and imports; the password may be missing. */
export async function createMember(
  services: Services,
  orgId: string,
  person: Omit<Person, 'password'> & Partial<Person> & { roles: readonly Role[]; scope?: Scope | null },
): Promise<{ userId: string; memberId: string }> {
  const { userId } = await createUser(services, person)
  const { name, roles, scope } = person
  const member = { userId, name, email: person.email.toLowerCase(), roles, scope }
  const memberId = await runCommand(services, ensureMember, member, { orgId, actor: system('Set-up') })
  return { userId, memberId }
}

/** Makes somebody an owner of the organisation with this slug, or of the default one. For the command line. */
export async function createAdmin(services: Services, person: Person & { orgSlug?: string }): Promise<void> {
  const orgId = person.orgSlug
    ? await orgIdBySlug(services, person.orgSlug)
    : await runQuery(services, async (ctx) => (await findDefaultOrg(ctx))?.id ?? null, undefined, {
        orgId: NO_ORG,
        actor: system('Command line'),
      })
  if (!orgId) {
    throw new Error(
      person.orgSlug
        ? `There is no organisation called ${person.orgSlug}.`
        : 'There is no organisation yet. Open /setup in a browser, or start with the demonstration.',
    )
  }
  if (person.password.length < 10) throw new Error('The password needs at least 10 characters.')
  const email = Email.safeParse(person.email)
  if (!email.success) throw new Error(`${person.email}: ${email.error.issues[0]!.message}`)
  await createMember(services, orgId, { ...person, email: email.data, roles: ['owner'] })
}
