import { useState } from 'react'
import { Avatar } from '#web/kit/avatar.tsx'
import { Button } from '#web/kit/button.tsx'
import { Icon } from '#web/kit/icon.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { AgentDot } from '#web/office/inbox/agent-dot.tsx'
import type { Conversation } from '../contract/conversations.ts'
import type { AgentState, Priority } from '../contract/words.ts'
import { PriorityMark } from './conversation-priority.tsx'
import { momentWords, snoozeChoices, untilOfField } from './conversation-snooze.ts'
import type { BulkWish } from './inbox-bulk.ts'
import { type PickerKind, useInbox } from './inbox-context.tsx'
import { useMacros } from './inbox-data.ts'
import { InboxPicker, type PickerOption } from './inbox-picker.tsx'
import { agentDetail, labelTokens, priorityWords } from './inbox-words.ts'

interface PickersProps {
  kind: Exclude<PickerKind, 'services'>
  /** One conversation, or those that are selected. */
  target: readonly Conversation[]
  anchor: HTMLElement | null
  onBulk: (wish: BulkWish) => void
  onClose: () => void
}

interface OneProps extends Omit<PickersProps, 'kind'> {
  /** Set when there is only one. */
  one: Conversation | undefined
}

/** The list to choose from that was asked for, for one conversation or for many. */
export function InboxPickers({ kind, ...props }: PickersProps) {
  const one = props.target.length === 1 ? props.target[0] : undefined
  switch (kind) {
    case 'assign':
      return <AssignPicker {...props} one={one} />
    case 'snooze':
      return <SnoozePicker {...props} one={one} />
    case 'labels':
      return <LabelPicker {...props} one={one} />
    case 'priority':
      return <PriorityPicker {...props} one={one} />
    case 'macros':
      return <MacroPicker {...props} one={one} />
  }
}

const NOBODY = 'nobody'
const NO_TEAM = 'no-team'

function AssignPicker({ one, anchor, onBulk, onClose }: OneProps) {
  const { choices, acts, memberId } = useInbox()
  const agents = choices.agents.toSorted(
    (a, b) =>
      Number(b.memberId === memberId) - Number(a.memberId === memberId) || there(a.state) - there(b.state),
  )
  const options: PickerOption[] = [
    ...agents.map((agent) => ({
      key: `agent ${agent.memberId}`,
      label: agent.memberId === memberId ? `${agent.name} (you)` : agent.name,
      detail: agentDetail(agent),
      mark: (
        <span className="face">
          <Avatar name={agent.name} src={agent.avatarUrl} size="sm" />
          <AgentDot state={agent.state} />
        </span>
      ),
      group: 'People',
      ...(one && { isOn: one.assigneeId === agent.memberId }),
    })),
    { key: NOBODY, label: 'Nobody', mark: <Icon name="person-off" />, group: 'People' },
    ...choices.teams.map((team) => ({
      key: `team ${team.id}`,
      label: team.name,
      detail: `${team.memberIds.length} people`,
      mark: <Icon name="people" />,
      group: 'Teams',
      ...(one && { isOn: one.teamId === team.id }),
    })),
    ...(choices.teams.length > 0
      ? [{ key: NO_TEAM, label: 'No team', mark: <Icon name="people" />, group: 'Teams' }]
      : []),
  ]
  const onPick = (key: string) => {
    const [what, id] = key.split(' ')
    const agent = choices.agents.find((all) => what === 'agent' && all.memberId === id)
    const team = choices.teams.find((all) => what === 'team' && all.id === id)
    const isTeam = what === 'team' || key === NO_TEAM
    if (one && isTeam) void acts.setTeam(one, team ?? null)
    else if (one) void acts.assign(one, agent ? { id: agent.memberId, name: agent.name } : null)
    else if (isTeam)
      onBulk(bulkOf('team', team?.id ?? null, team ? `give to ${team.name}` : 'take off their team'))
    else onBulk(bulkOf('assign', agent?.memberId ?? null, agent ? `give to ${agent.name}` : 'give to nobody'))
  }
  return <InboxPicker title="Give to…" {...{ options, onPick, anchor, onClose }} />
}

const there = (state: AgentState) => ['online', 'busy', 'away', 'offline'].indexOf(state)

function bulkOf(change: BulkWish['change'], value: string | null, verb: string): BulkWish {
  const done = verb
    .replace(/^give /, 'given ')
    .replace(/^take /, 'taken ')
    .replace(/^put /, 'put ')
  return { change, value, verb, done }
}

function SnoozePicker({ one, anchor, onBulk, onClose }: OneProps) {
  const { acts } = useInbox()
  const { zone, locale } = useLocale()
  const [choices] = useState(() => snoozeChoices(Date.now(), zone, locale))
  const [own, setOwn] = useState('')
  const snooze = (until: string) => {
    const words = momentWords(until, zone, locale)
    if (one) void acts.snooze(one, until, words)
    else onBulk(bulkOf('snooze', until, `put aside until ${words}`))
  }
  const ownUntil = untilOfField(own, zone, Date.now())
  return (
    <InboxPicker
      title="See it again…"
      options={choices.map(({ key, label, detail }) => ({ key, label, detail }))}
      onPick={(key) => snooze(choices.find((choice) => choice.key === key)!.until)}
      anchor={anchor}
      onClose={onClose}
      foot={
        <form
          className="pickr-own"
          onSubmit={(event) => {
            event.preventDefault()
            if (!ownUntil) return
            snooze(ownUntil)
            ;(event.currentTarget.closest('[popover]') as HTMLElement | null)?.hidePopover()
          }}
        >
          <input
            className="input"
            type="datetime-local"
            aria-label="Another time"
            value={own}
            onChange={(event) => setOwn(event.target.value)}
          />
          <Button size="sm" type="submit" disabled={!ownUntil}>
            Set
          </Button>
        </form>
      }
    />
  )
}

function LabelPicker({ one, anchor, target, onBulk, onClose }: OneProps) {
  const { choices, acts } = useInbox()
  const [labels, setLabels] = useState(one?.labels ?? [])
  const carried = new Set(target.flatMap((conversation) => conversation.labels))
  const known = new Map(choices.labels.map(({ name, colour }) => [name, colour]))
  for (const name of [...carried, ...labels]) if (!known.has(name)) known.set(name, 'grey')
  const options = [...known].map(([name, colour]) => ({
    key: name,
    label: name,
    mark: <span className="ldot" style={{ background: labelTokens[colour] }} />,
    isOn: one ? labels.includes(name) : target.every((conversation) => conversation.labels.includes(name)),
  }))
  const toggle = (name: string) => {
    if (one) {
      setLabels((now) => (now.includes(name) ? now.filter((other) => other !== name) : [...now, name]))
      return
    }
    const isOnAll = target.every((conversation) => conversation.labels.includes(name))
    onBulk({
      change: isOnAll ? 'unlabel' : 'label',
      value: name,
      verb: isOnAll ? `take “${name}” off` : `label “${name}”`,
      done: isOnAll ? `without “${name}”` : `labelled “${name}”`,
    })
  }
  const finish = () => {
    onClose()
    const before = [...(one?.labels ?? [])].sort().join('\n')
    if (one && [...labels].sort().join('\n') !== before) void acts.setLabels(one, labels)
  }
  return (
    <InboxPicker
      title="Labels…"
      isMulti={one !== undefined}
      options={options}
      onPick={toggle}
      onCreate={toggle}
      anchor={anchor}
      onClose={finish}
      empty="No labels yet: type one"
    />
  )
}

function PriorityPicker({ one, anchor, onBulk, onClose }: OneProps) {
  const { acts } = useInbox()
  const options = (Object.keys(priorityWords) as Priority[]).map((priority) => ({
    key: priority,
    label: priorityWords[priority],
    mark: <PriorityMark priority={priority} />,
    ...(one && { isOn: one.priority === priority }),
  }))
  const onPick = (key: string) => {
    const priority = key as Priority
    if (one) void acts.setPriority(one, priority)
    else onBulk({ change: 'priority', value: priority, verb: `make ${key}`, done: `made ${key}` })
  }
  return <InboxPicker title="Priority…" {...{ options, onPick, anchor, onClose }} />
}

const stepWords = {
  reply: 'answers',
  note: 'notes',
  label: 'labels',
  unlabel: 'takes a label off',
  assign: 'gives it on',
  team: 'gives it to a team',
  priority: 'sets the priority',
  snooze: 'puts it aside',
  resolve: 'resolves',
} as const

function MacroPicker({ one, anchor, onClose }: OneProps) {
  const macros = useMacros(true)
  const { acts } = useInbox()
  const items = macros.data?.items ?? []
  const run = (macroId: string) => {
    const macro = items.find(({ id }) => id === macroId)
    if (one && macro) void acts.runMacro(one, macro)
  }
  return (
    <InboxPicker
      title="Run a macro…"
      options={items.map(({ id, name, steps }) => ({
        key: id,
        label: name,
        detail: [...new Set(steps.map(({ kind }) => stepWords[kind]))].slice(0, 3).join(', '),
        mark: <Icon name="bolt" />,
      }))}
      onPick={run}
      anchor={anchor}
      onClose={onClose}
      isBusy={macros.isPending}
      empty="No macros yet. They are made in the settings of the inbox."
    />
  )
}
