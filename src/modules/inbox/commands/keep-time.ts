import type { CommandContext } from '#platform/context.ts'
import { noteIdleAgents } from './agents/note-idle-agents.ts'
import { assignWaiting } from './assign-waiting.ts'
import { noteBreaches } from './note-breaches.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

/** What time alone changes, once a minute: what was put aside comes back, promises break, people go idle, turns come. */
export async function keepTime(ctx: CommandContext): Promise<void> {
  await wakeSnoozed(ctx)
  await noteBreaches(ctx)
  await noteIdleAgents(ctx)
  await assignWaiting(ctx)
}
