import { type Served, serve } from '#platform/http.ts'
import { createAssignmentRule } from '../commands/rules/create-assignment-rule.ts'
import { createCannedReply } from '../commands/rules/create-canned-reply.ts'
import { createLabel } from '../commands/rules/create-label.ts'
import { createMacro } from '../commands/rules/create-macro.ts'
import { createSlaPolicy } from '../commands/rules/create-sla-policy.ts'
import { createTeam } from '../commands/rules/create-team.ts'
import { deleteAssignmentRule } from '../commands/rules/delete-assignment-rule.ts'
import { deleteCannedReply } from '../commands/rules/delete-canned-reply.ts'
import { deleteLabel } from '../commands/rules/delete-label.ts'
import { deleteMacro } from '../commands/rules/delete-macro.ts'
import { deleteSlaPolicy } from '../commands/rules/delete-sla-policy.ts'
import { deleteTeam } from '../commands/rules/delete-team.ts'
import { orderAssignmentRules } from '../commands/rules/order-assignment-rules.ts'
import { orderSlaPolicies } from '../commands/rules/order-sla-policies.ts'
import { restoreTeam } from '../commands/rules/restore-team.ts'
import { updateAssignmentRule } from '../commands/rules/update-assignment-rule.ts'
import { updateCannedReply } from '../commands/rules/update-canned-reply.ts'
import { updateLabel } from '../commands/rules/update-label.ts'
import { updateMacro } from '../commands/rules/update-macro.ts'
import { updateSlaPolicy } from '../commands/rules/update-sla-policy.ts'
import { updateTeam } from '../commands/rules/update-team.ts'
import { runMacro } from '../commands/run-macro.ts'
import { updateInboxSettings } from '../commands/update-inbox-settings.ts'
import * as contract from '../contract.ts'
import { getInboxSettings } from '../queries/inbox-settings.ts'
import { listAssignmentRules } from '../queries/rules/list-assignment-rules.ts'
import { listCannedReplies } from '../queries/rules/list-canned-replies.ts'
import { listLabels } from '../queries/rules/list-labels.ts'
import { listMacros } from '../queries/rules/list-macros.ts'
import { listSlaPolicies } from '../queries/rules/list-sla-policies.ts'
import { listTeams } from '../queries/rules/list-teams.ts'

/** What is promised, who gets what, and the texts and steps kept for often. */
export const rulesEndpoints: readonly Served[] = [
  serve(contract.getInboxSettings, getInboxSettings),
  serve(contract.updateInboxSettings, updateInboxSettings),
  serve(contract.listSlaPolicies, listSlaPolicies),
  serve(contract.createSlaPolicy, createSlaPolicy),
  serve(contract.orderSlaPolicies, orderSlaPolicies),
  serve(contract.updateSlaPolicy, updateSlaPolicy),
  serve(contract.deleteSlaPolicy, deleteSlaPolicy),
  serve(contract.listTeams, listTeams),
  serve(contract.createTeam, createTeam),
  serve(contract.updateTeam, updateTeam),
  serve(contract.deleteTeam, deleteTeam),
  serve(contract.restoreTeam, restoreTeam),
  serve(contract.listAssignmentRules, listAssignmentRules),
  serve(contract.createAssignmentRule, createAssignmentRule),
  serve(contract.orderAssignmentRules, orderAssignmentRules),
  serve(contract.updateAssignmentRule, updateAssignmentRule),
  serve(contract.deleteAssignmentRule, deleteAssignmentRule),
  serve(contract.listLabels, listLabels),
  serve(contract.createLabel, createLabel),
  serve(contract.updateLabel, updateLabel),
  serve(contract.deleteLabel, deleteLabel),
  serve(contract.listCannedReplies, listCannedReplies),
  serve(contract.createCannedReply, createCannedReply),
  serve(contract.updateCannedReply, updateCannedReply),
  serve(contract.deleteCannedReply, deleteCannedReply),
  serve(contract.listMacros, listMacros),
  serve(contract.createMacro, createMacro),
  serve(contract.updateMacro, updateMacro),
  serve(contract.deleteMacro, deleteMacro),
  serve(contract.runMacro, runMacro),
]
