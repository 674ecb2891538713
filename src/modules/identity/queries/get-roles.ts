import type { QueryContext } from '#platform/context.ts'
import { permit } from '#values/actor.ts'
import type { Output } from '#values/endpoint.ts'
import { permissionGroups, roles } from '../contract/permissions.ts'
import type { getRoles as contract } from '../contract/team.ts'
import { describeRole, permissionsOfRole } from '../domain/permissions.ts'

/** The role table in words. */
export async function getRoles(ctx: QueryContext): Promise<Output<typeof contract>> {
  permit(ctx, 'team.view')
  return {
    roles: roles.map((key) => ({ key, ...describeRole(key), permissions: [...permissionsOfRole[key]] })),
    groups: permissionGroups.map(({ group, permissions }) => ({
      group,
      permissions: permissions.map(({ key, label }) => ({ key, label })),
    })),
  }
}
