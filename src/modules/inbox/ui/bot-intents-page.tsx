import { Form } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit, valueAt } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import {
  type BotFlow,
  type BotIntent,
  deleteBotIntent,
  listBotFlows,
  listBotIntents,
  saveBotIntent,
} from '../contract/bot.ts'
import type { Route } from './+types/bot-intents-page'
import { BotChat } from './bot-chat.tsx'
import { BotHead } from './bot-tabs.tsx'
import { NewRulesEntry, RulesEntry } from './rules-entry.tsx'

export const handle: PageHandle = {
  title: 'What the bot recognises',
  parent: { to: '/settings/bot', label: 'Bot' },
}

export async function loader({ context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const [flows, intents] = await Promise.all([api(listBotFlows, {}), api(listBotIntents, {})])
  return { flows: flows.items, ...intents }
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, examples, flowId, ...input } = formInput(await request.formData())
  if (intent === 'delete') {
    const result = await submit(api, deleteBotIntent, input)
    return result.ok ? { ok: true as const, words: 'Deleted.' } : refuse(result)
  }
  const lines =
    typeof examples === 'string'
      ? examples
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
      : []
  const result = await submit(api, saveBotIntent, {
    ...input,
    examples: lines,
    ...(typeof flowId === 'string' && { flowId }),
  })
  return result.ok ? { ok: true as const, words: 'Saved. The bot has learnt it.' } : refuse(result)
}

/** Intents with their examples: the bot guesses by likeness, on this machine, without any service. */
export default function BotIntentsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { items, flows, accuracyPercent } = loaderData
  const mayManage = useMay('inbox.manage')
  return (
    <div className="stack">
      <BotHead />
      {actionData?.ok && <Banner tone="good">{actionData.words}</Banner>}
      <div className="bot-flow">
        <div className="stack">
          <p className="muted t13">
            {accuracyPercent === null
              ? 'With ten examples or more, how well the bot tells them apart is measured here.'
              : `Of its own examples, each left out in turn, it recognises ${accuracyPercent}%. More and more varied examples make it better.`}
          </p>
          {items.length === 0 && (
            <div className="card">
              <EmptyState icon="sparkle" title="Nothing to recognise yet">
                Write down a wish and three ways in which customers put it.
              </EmptyState>
            </div>
          )}
          <ul className="rules">
            {items.map((intent) => (
              <RulesEntry
                key={intent.id}
                isOpen={actionData?.ok === false && valueAt(actionData.input, 'intentId') === intent.id}
                line={
                  <>
                    <b className="m grow cut">{intent.name}</b>
                    <span className="muted t13">
                      {intent.examples.length} examples ·{' '}
                      {intent.flowName ? `begins ${intent.flowName}` : 'for a person'}
                    </span>
                  </>
                }
              >
                {mayManage ? (
                  <IntentForm intent={intent} flows={flows} result={actionData} />
                ) : (
                  <ul className="t13">
                    {intent.examples.map((example) => (
                      <li key={example}>{example}</li>
                    ))}
                  </ul>
                )}
              </RulesEntry>
            ))}
            {mayManage && (
              <NewRulesEntry
                name="Teach it something new"
                isOpen={
                  items.length === 0 || (actionData?.ok === false && !valueAt(actionData.input, 'intentId'))
                }
              >
                <IntentForm key={items.length} flows={flows} result={actionData} />
              </NewRulesEntry>
            )}
          </ul>
        </div>
        <BotChat version={items.map(({ updatedAt }) => updatedAt).join()} />
      </div>
    </div>
  )
}

interface IntentFormProps {
  intent?: BotIntent
  flows: readonly BotFlow[]
  result: Route.ComponentProps['actionData']
}

function IntentForm({ intent, flows, result }: IntentFormProps) {
  const isMine = result?.ok === false && valueAt(result.input, 'intentId') === intent?.id
  const key = intent?.id ?? 'new'
  return (
    <FormResult result={isMine ? result : undefined}>
      <Form method="post" className="form" key={`${key} ${intent?.updatedAt}`}>
        {isMine && <ErrorSummary result={result} labels={{ name: 'What is meant', examples: 'Examples' }} />}
        {intent && <input type="hidden" name="intentId" value={intent.id} />}
        <TextField id={`name-${key}`} name="name" label="What is meant" defaultValue={intent?.name} />
        <TextAreaField
          id={`examples-${key}`}
          name="examples"
          label="How customers say it, one a line"
          rows={6}
          defaultValue={intent?.examples.join('\n')}
        />
        <SelectField
          id={`flow-${key}`}
          name="flowId"
          label="What the bot does then"
          placeholder="Pass to a person"
          defaultValue={intent?.flowId ?? ''}
          options={flows.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className="acts">
          <Button type="submit" tone="primary">
            {intent ? 'Save' : 'Teach'}
          </Button>
          {intent && (
            <Button type="submit" name="intent" value="delete">
              Delete
            </Button>
          )}
        </div>
      </Form>
    </FormResult>
  )
}
