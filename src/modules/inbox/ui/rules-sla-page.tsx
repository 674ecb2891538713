import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { CheckField, SelectField, TextField } from '#web/kit/field.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { StatusPill } from '#web/kit/status-pill.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  createSlaPolicy,
  deleteSlaPolicy,
  listSlaPolicies,
  orderSlaPolicies,
  type SlaPolicy,
  updateSlaPolicy,
} from '../contract/sla.ts'
import { channelNames } from '../contract/words.ts'
import type { Route } from './+types/rules-sla-page'
import {
  isOfForm,
  MoveButtons,
  NewRulesEntry,
  RulesActs,
  RulesEntry,
  RulesForm,
  readRule,
} from './rules-entry.tsx'
import { RulesHead } from './rules-tabs.tsx'
import { durationWords, priorityOptions } from './rules-words.ts'

export const handle: PageHandle = {
  title: 'Response times',
  parent: { to: '/settings/inbox', label: 'Inbox rules' },
}
export const meta: Route.MetaFunction = () => [{ title: 'Response times · Frontdesk' }]

export function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listSlaPolicies, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, id, order, values, input, isOn } = readRule(await request.formData())
  if (intent === 'order') {
    const result = await submit(api, orderSlaPolicies, { ids: order })
    return result.ok ? { ok: true as const, words: 'New order saved.' } : refuse(result)
  }
  if (intent === 'delete') {
    const result = await submit(api, deleteSlaPolicy, { policyId: id })
    return result.ok ? { ok: true as const, words: `Deleted ${result.output.name}.` } : refuse(result)
  }
  // An emptied field means "none", which is something else than leaving it as it is.
  const fields = {
    channelKind: null,
    priority: null,
    firstMinutes: null,
    nextMinutes: null,
    resolutionMinutes: null,
    ...values,
    inBusinessHours: isOn('inBusinessHours'),
    isActive: isOn('isActive'),
  }
  const result = id
    ? await submit(api, updateSlaPolicy, { policyId: id, ...fields } as never)
    : await submit(api, createSlaPolicy, fields as never)
  return result.ok ? { ok: true as const, words: 'Saved.' } : refuse({ ...result, input })
}

const labels = {
  name: 'Name',
  firstMinutes: 'First answer',
  nextMinutes: 'Next answers',
  resolutionMinutes: 'Resolution',
}

/** What is promised to whom: the first active policy that fits a conversation counts. */
export default function RulesSlaPage({ loaderData, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['settings'])
  const mayManage = useMay('inbox.manage')
  const { items } = loaderData
  const ids = items.map(({ id }) => id)
  return (
    <div className="stack">
      <RulesHead lead="How soon you promise to answer. The first policy from above that fits a conversation counts." />
      {actionData?.ok && (
        <div role="status">
          <Banner tone="good">{actionData.words}</Banner>
        </div>
      )}
      {items.length === 0 && (
        <div className="card">
          <EmptyState icon="clock" title="Nothing is promised yet">
            Add a policy, and conversations count down to their answer.
          </EmptyState>
        </div>
      )}
      <ul className="rules">
        {items.map((policy, index) => (
          <RulesEntry
            key={policy.id}
            isOpen={isOfForm(actionData, 'policy', policy.id)}
            beside={
              mayManage &&
              items.length > 1 && <MoveButtons what="policy" ids={ids} index={index} name={policy.name} />
            }
            line={
              <>
                <span className="grow cut">
                  <b className="m">{policy.name}</b> <span className="muted t13">{policyWords(policy)}</span>
                </span>
                {!policy.isActive && <StatusPill tone="neutral">Resting</StatusPill>}
              </>
            }
          >
            {mayManage && <PolicyForm policy={policy} result={actionData} />}
          </RulesEntry>
        ))}
        {mayManage && (
          <NewRulesEntry name="New policy" isOpen={items.length === 0 || isOfForm(actionData, 'policy')}>
            <PolicyForm key={items.length} result={actionData} />
          </NewRulesEntry>
        )}
      </ul>
    </div>
  )
}

/** "WhatsApp, urgent: first answer in 15 min, resolved in 4 h, in business hours". */
function policyWords(policy: SlaPolicy): string {
  const whom = [
    policy.channelKind ? channelNames[policy.channelKind] : 'Every channel',
    policy.priority && `${policy.priority} priority`,
  ]
  const what = [
    policy.firstMinutes && `first answer in ${durationWords(policy.firstMinutes)}`,
    policy.nextMinutes && `next in ${durationWords(policy.nextMinutes)}`,
    policy.resolutionMinutes && `resolved in ${durationWords(policy.resolutionMinutes)}`,
  ].filter(Boolean)
  const clock = policy.inBusinessHours ? 'business hours' : 'real time'
  return `${whom.filter(Boolean).join(', ')}: ${what.length > 0 ? `${what.join(', ')} (${clock})` : 'no promise'}`
}

function PolicyForm({ policy, result }: { policy?: SlaPolicy; result: Route.ComponentProps['actionData'] }) {
  const key = policy?.id ?? 'new'
  const minutes = (name: 'firstMinutes' | 'nextMinutes' | 'resolutionMinutes') => (
    <TextField
      id={`${name}-${key}`}
      name={name}
      label={labels[name]}
      suffix="min"
      inputMode="numeric"
      optional
      defaultValue={policy?.[name] ?? ''}
    />
  )
  return (
    <RulesForm what="policy" {...(policy && { id: policy.id })} result={result} labels={labels}>
      <TextField id={`name-${key}`} name="name" label={labels.name} defaultValue={policy?.name} required />
      <div className="pair">
        <SelectField
          id={`channel-${key}`}
          name="channelKind"
          label="Channel"
          placeholder="Every channel"
          defaultValue={policy?.channelKind ?? ''}
          options={Object.entries(channelNames).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          id={`priority-${key}`}
          name="priority"
          label="Priority"
          placeholder="Every priority"
          defaultValue={policy?.priority ?? ''}
          options={priorityOptions}
        />
      </div>
      <div className="rules-three">
        {minutes('firstMinutes')}
        {minutes('nextMinutes')}
        {minutes('resolutionMinutes')}
      </div>
      <CheckField
        id={`hours-${key}`}
        name="inBusinessHours"
        label="Count business hours only"
        help="Nights, closed weekdays and holidays do not count."
        defaultChecked={policy?.inBusinessHours ?? true}
      />
      <CheckField
        id={`active-${key}`}
        as="switch"
        name="isActive"
        label="In use"
        defaultChecked={policy?.isActive ?? true}
      />
      <RulesActs isNew={!policy} name="policy" />
    </RulesForm>
  )
}
