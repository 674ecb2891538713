import type { CommandContext } from '#platform/context.ts'
import { identityTables } from '../tables.ts'

/** One account that the sign-in page of a demonstration offers. */
export interface DemoSignIn {
  label: string
  email: string
  password: string
}

/** Sets what the sign-in page of a demonstration offers; shown only while the organisation is a demonstration. */
export async function setDemoSignIns(ctx: CommandContext, signIns: readonly DemoSignIn[]): Promise<void> {
  await identityTables(ctx.tx)
    .updateTable('organizations')
    .set({ demo_sign_ins: JSON.stringify(signIns) })
    .where('org_id', '=', ctx.orgId)
    .execute()
}
