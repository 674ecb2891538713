import { useState } from 'react'
import { Form, redirect, useSearchParams } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { CheckField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  type BotFlow,
  deleteBotFlow,
  type FlowDefinition,
  listBotFlows,
  saveBotFlow,
} from '../contract/bot.ts'
import { findFlowFaults } from '../domain/bot/flow-faults.ts'
import type { Route } from './+types/bot-flow-page'
import { BotChat } from './bot-chat.tsx'
import { BotSteps } from './bot-steps.tsx'
import { starters, stepNames } from './bot-words.ts'
import './bot.css'

export const handle: PageHandle = {
  title: (data) => (data as { flow?: { name: string } } | undefined)?.flow?.name || 'New flow',
  parent: { to: '/settings/bot', label: 'Bot' },
}

const blank: FlowDefinition = {
  start: 'hand-over',
  keywords: [],
  nodes: [
    {
      id: 'hand-over',
      kind: 'hand_over',
      text: 'One moment, a colleague will answer.',
      reason: 'Wanted a person.',
    },
  ],
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { items } = await serverApi(context)(listBotFlows, {})
  if (params.flowId !== 'new') {
    const flow = items.find(({ id }) => id === params.flowId)
    if (!flow) throw new Response(null, { status: 404 })
    return { flow, isNew: false }
  }
  const starter = starters[Number(new URL(request.url).searchParams.get('from') ?? Number.NaN)]
  const flow: Pick<BotFlow, 'name' | 'definition' | 'isActive'> = {
    name: starter?.name ?? '',
    definition: starter?.definition ?? blank,
    isActive: true,
  }
  return { flow, isNew: true }
}

export async function action({ request, context, params }: Route.ActionArgs) {
  const { intent, definition, keywords, ...input } = formInput(await request.formData())
  if (intent === 'delete') {
    const gone = await submit(serverApi(context), deleteBotFlow, { flowId: params.flowId })
    return gone.ok ? redirect('/settings/bot?deleted') : refuse(gone)
  }
  const flow = JSON.parse(typeof definition === 'string' ? definition : '{}') as FlowDefinition
  const words =
    typeof keywords === 'string'
      ? keywords
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean)
      : []
  const result = await submit(serverApi(context), saveBotFlow, {
    isActive: 'false',
    ...input,
    ...(params.flowId !== 'new' && { flowId: params.flowId }),
    definition: { ...flow, keywords: words },
  } as never)
  if (!result.ok) return refuse(result)
  return params.flowId === 'new'
    ? redirect(`/settings/bot/flows/${result.output.id}?added`)
    : { ok: true as const }
}

/** One flow: its steps at the left, and the bot to talk to at the right, as it would answer with what stands there. */
export default function BotFlowPage({ loaderData, actionData }: Route.ComponentProps) {
  const { flow, isNew } = loaderData
  const [definition, setDefinition] = useState(flow.definition)
  const mayManage = useMay('inbox.manage')
  const faults = findFlowFaults(definition)
  const [search] = useSearchParams()
  const isSaved = actionData ? actionData.ok : search.has('added')
  // The summary names steps by their numbers, as the cards do.
  const labels = Object.fromEntries([
    ...definition.nodes.map(({ id, kind }, at) => [`definition.${id}`, `Step ${at + 1}, ${stepNames[kind]}`]),
    ...[
      ['name', 'Name'],
      ['definition', 'Steps'],
    ],
  ])
  return (
    <div className="stack">
      <PageHead title={flow.name || 'New flow'} lead="What the bot says and asks, step by step." />
      {isSaved && (
        <Banner tone="good">
          {flow.isActive
            ? 'Saved. It holds from the next message on.'
            : 'Saved, and switched off: customers do not meet it yet.'}
        </Banner>
      )}
      <div className="bot-flow">
        <FormResult result={actionData?.ok === false ? actionData : undefined}>
          <Form method="post" className="stack">
            {actionData?.ok === false && <ErrorSummary result={actionData} labels={labels} />}
            <input type="hidden" name="definition" value={JSON.stringify(definition)} />
            <div className="form card pad">
              <div className="pair">
                <TextField name="name" label="Name" defaultValue={flow.name} autoComplete="off" />
                <TextField
                  name="keywords"
                  label="Words that begin it"
                  optional
                  defaultValue={flow.definition.keywords.join(', ')}
                  help="Separated by commas. One of them in a message is enough."
                />
              </div>
              <CheckField
                as="switch"
                name="isActive"
                label="Customers meet it"
                help="Off, it can be tried out here and nobody else sees it."
                defaultChecked={flow.isActive}
              />
            </div>
            <BotSteps definition={definition} faults={faults} onChange={setDefinition} />
            {mayManage && (
              <div className="row wrap">
                <Button type="submit" tone="primary">
                  {isNew ? 'Add flow' : 'Save flow'}
                </Button>
                <LinkButton to="/settings/bot">Back</LinkButton>
                {faults.length > 0 && (
                  <span className="muted t13" role="status">
                    {faults.length === 1 ? 'One thing' : `${faults.length} things`} to mend before it can
                    work.
                  </span>
                )}
              </div>
            )}
          </Form>
        </FormResult>
        <BotChat definition={definition} isSound={faults.length === 0} />
      </div>
      {mayManage && !isNew && <DeleteFlow />}
    </div>
  )
}

function DeleteFlow() {
  return (
    <section className="card pad" aria-label="More">
      <details className="disclose">
        <summary>Delete this flow</summary>
        <Form method="post" className="stack s8">
          <p className="muted t13">
            What leads here leads to a person from then on. Customers in the middle of it get one.
          </p>
          <div>
            <Button type="submit" tone="danger" name="intent" value="delete">
              Delete flow
            </Button>
          </div>
        </Form>
      </details>
    </section>
  )
}
