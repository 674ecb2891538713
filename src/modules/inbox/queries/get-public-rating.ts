import { sql } from 'kysely'
import { getOrganization } from '#modules/identity/public.ts'
import type { QueryContext } from '#platform/context.ts'
import { recordOfToken } from '#platform/token.ts'
import type { Input, Output } from '#values/endpoint.ts'
import { AppError } from '#values/errors.ts'
import type { getPublicRating as contract } from '../contract/ratings.ts'
import { loadInboxSettings } from './inbox-settings.ts'

/** What the link of a rating question opens: whose question it is and what was answered so far. */
export async function getPublicRating(
  ctx: QueryContext,
  { token }: Input<typeof contract>,
): Promise<Output<typeof contract>> {
  const ratingId = recordOfToken(ctx, 'rating', token)
  const [organization, settings, { rows }] = await Promise.all([
    getOrganization(ctx),
    loadInboxSettings(ctx),
    sql<{ score: number | null; comment: string }>`
      select score, comment from inbox.ratings where org_id = ${ctx.orgId} and id = ${ratingId}`.execute(
      ctx.tx,
    ),
  ])
  if (!rows[0]) throw new AppError('http.not_found')
  return {
    orgSlug: organization.slug,
    organizationName: organization.name,
    question: settings.ratingQuestion,
    ...rows[0],
  }
}
