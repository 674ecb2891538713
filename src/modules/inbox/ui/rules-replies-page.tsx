import { serverApi } from '#web/api.ts'
import { type FormValues, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { listAgents } from '../contract/agents.ts'
import {
  type CannedReply,
  createCannedReply,
  createLabel,
  createMacro,
  deleteCannedReply,
  deleteLabel,
  deleteMacro,
  type Label,
  listCannedReplies,
  listLabels,
  listMacros,
  listTeams,
  updateCannedReply,
  updateLabel,
  updateMacro,
} from '../contract/rules.ts'
import { stepWords } from '../domain/macro.ts'
import type { Route } from './+types/rules-replies-page'
import { labelTokens } from './inbox-words.ts'
import {
  isOfForm,
  NewRulesEntry,
  RulesActs,
  RulesEntry,
  RulesForm,
  type RulesResult,
  readRule,
} from './rules-entry.tsx'
import { MacroForm } from './rules-macro-form.tsx'
import { type StepFields, stepOfFields } from './rules-macro-input.ts'
import { RulesHead } from './rules-tabs.tsx'
import { labelColourNames } from './rules-words.ts'

export const handle: PageHandle = {
  title: 'Replies and labels',
  parent: { to: '/settings/inbox', label: 'Inbox rules' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Replies and labels · Frontdesk' }]

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [replies, macros, labels, teams, agents] = await Promise.all([
    api(listCannedReplies, {}),
    api(listMacros, {}),
    api(listLabels, {}),
    api(listTeams, {}),
    api(listAgents, {}),
  ])
  return {
    replies: replies.items,
    macros: macros.items,
    labels: labels.items,
    teams: teams.items,
    agents: agents.items,
  }
}

type Api = ReturnType<typeof serverApi>

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, what, id, values, input } = readRule(await request.formData())
  const result = intent === 'delete' ? await remove(api, what, id) : await save(api, what, id, values)
  if (!result.ok) return refuse({ ...result, input })
  return { ok: true as const, words: intent === 'delete' ? 'Deleted.' : 'Saved.' }
}

function remove(api: Api, what: string, id: string) {
  if (what === 'reply') return submit(api, deleteCannedReply, { replyId: id })
  if (what === 'macro') return submit(api, deleteMacro, { macroId: id })
  return submit(api, deleteLabel, { labelId: id })
}

function save(api: Api, what: string, id: string, values: FormValues) {
  if (what === 'reply') {
    return id
      ? submit(api, updateCannedReply, { ...values, replyId: id })
      : submit(api, createCannedReply, values)
  }
  if (what === 'macro') {
    const rows = Array.isArray(values.steps) ? (values.steps as Partial<StepFields>[]) : []
    const macro = { ...values, steps: rows.filter(({ kind }) => kind).map(stepOfFields) }
    return id
      ? submit(api, updateMacro, { ...macro, macroId: id } as never)
      : submit(api, createMacro, macro as never)
  }
  return id ? submit(api, updateLabel, { ...values, labelId: id }) : submit(api, createLabel, values)
}

/** Texts kept for often, macros, and labels. */
export default function RulesRepliesPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['settings'])
  const mayManage = useMay('inbox.manage')
  const { replies, macros, labels, teams, agents } = loaderData
  const names = new Map([
    ...agents.map(({ memberId, name }) => [memberId, name] as const),
    ...teams.map(({ id, name }) => [id, name] as const),
  ])
  return (
    <div className="stack">
      <RulesHead lead="What the office writes and does often, kept for everybody." />
      {actionData?.ok && (
        <div role="status">
          <Banner tone="good">{actionData.words}</Banner>
        </div>
      )}
      <SectionHead title="Kept texts" count={replies.length} end="Type / and the word in an answer" />
      <ul className="rules">
        {replies.map((reply) => (
          <RulesEntry
            key={reply.id}
            isOpen={isOfForm(actionData, 'reply', reply.id)}
            line={
              <span className="grow cut">
                <b className="m">/{reply.shortcut}</b> <span>{reply.title}</span>{' '}
                <span className="muted t13">{reply.body}</span>
              </span>
            }
          >
            {mayManage && <ReplyForm reply={reply} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry name="New text" isOpen={isOfForm(actionData, 'reply')}>
            <ReplyForm key={replies.length} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
      <SectionHead title="Macros" count={macros.length} end="Several steps at once" />
      <ul className="rules">
        {macros.map((macro) => (
          <RulesEntry
            key={macro.id}
            isOpen={isOfForm(actionData, 'macro', macro.id)}
            line={
              <span className="grow cut">
                <b className="m">{macro.name}</b>{' '}
                <span className="muted t13">
                  {macro.steps.map((step) => stepWords(step, (id) => names.get(id) ?? '…')).join(' · ')}
                </span>
              </span>
            }
          >
            {mayManage && (
              <MacroForm
                key={macro.updatedAt}
                macro={macro}
                facts={{ agents, teams, labels }}
                result={actionData}
              />
            )}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry name="New macro" isOpen={isOfForm(actionData, 'macro')}>
            <MacroForm key={macros.length} facts={{ agents, teams, labels }} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
      <SectionHead
        title="Labels"
        count={labels.length}
        end="Words on conversations, to find and count them"
      />
      <ul className="rules rules-grid">
        {labels.map((label) => (
          <RulesEntry
            key={label.id}
            isOpen={isOfForm(actionData, 'label', label.id)}
            line={
              <>
                <span className="rules-label" style={{ background: labelTokens[label.colour] }} />
                <b className="m grow">{label.name}</b>
              </>
            }
          >
            {mayManage && <LabelForm label={label} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry name="New label" isOpen={isOfForm(actionData, 'label')}>
            <LabelForm key={labels.length} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
    </div>
  )
}

function ReplyForm({ reply, result }: { reply?: CannedReply; result: RulesResult }) {
  const key = reply?.id ?? 'new-reply'
  return (
    <RulesForm
      what="reply"
      {...(reply && { id: reply.id })}
      result={result}
      labels={{ shortcut: 'Word', title: 'Title', body: 'Text' }}
    >
      <div className="pair">
        <TextField
          id={`shortcut-${key}`}
          name="shortcut"
          label="Word"
          prefix="/"
          defaultValue={reply?.shortcut}
          required
        />
        <TextField id={`title-${key}`} name="title" label="Title" defaultValue={reply?.title} required />
      </div>
      <TextAreaField
        id={`body-${key}`}
        name="body"
        label="Text"
        rows={4}
        defaultValue={reply?.body}
        help="{{first_name}}, {{name}} and {{agent}} are filled in."
      />
      <RulesActs isNew={!reply} name="text" />
    </RulesForm>
  )
}

function LabelForm({ label, result }: { label?: Label; result: RulesResult }) {
  const key = label?.id ?? 'new-label'
  return (
    <RulesForm what="label" {...(label && { id: label.id })} result={result} labels={{ name: 'Name' }}>
      <div className="pair">
        <TextField id={`name-${key}`} name="name" label="Name" defaultValue={label?.name} required />
        <SelectField
          id={`colour-${key}`}
          name="colour"
          label="Colour"
          defaultValue={label?.colour ?? 'grey'}
          options={Object.entries(labelColourNames).map(([value, name]) => ({ value, label: name }))}
        />
      </div>
      <RulesActs isNew={!label} name="label" />
    </RulesForm>
  )
}
