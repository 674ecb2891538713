import { Form, useNavigation } from 'react-router'
import { serverApi } from '#web/api.ts'
import { type FormValues, formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { CheckField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import { When } from '#web/kit/when.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { type BotModel, getBotModel, saveBotModel, tryBotModel } from '../contract/bot-model.ts'
import type { Route } from './+types/bot-model-page'
import { BotHead } from './bot-tabs.tsx'

export const handle: PageHandle = {
  title: 'Language model',
  parent: { to: '/settings/bot', label: 'Bot' },
}

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(getBotModel, {})
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = serverApi(context)
  const { intent, message, isEnabled, hourlyBudget, ...fields } = formInput(await request.formData())
  // The key is never sent back to the page.
  const { apiKey: _, ...shown } = fields
  const typed: FormValues = { ...shown, ...(hourlyBudget && { hourlyBudget }), ...(message && { message }) }
  if (intent === 'try') {
    const result = await submit(api, tryBotModel, { ...fields, ...(message && { message }) })
    return result.ok
      ? { ok: true as const, tried: result.output, typed }
      : refuse({ ...result, input: typed })
  }
  const result = await submit(api, saveBotModel, {
    ...fields,
    ...(hourlyBudget && { hourlyBudget }),
    isEnabled: isEnabled ? 'true' : 'false',
  })
  return result.ok
    ? { ok: true as const, tried: null, typed: {} as FormValues }
    : refuse({ ...result, input: typed })
}

const labels = {
  baseUrl: 'Address',
  model: 'Model',
  apiKey: 'Key',
  timeoutSeconds: 'Wait at most',
  hourlyBudget: 'Questions an hour',
  message: 'A message to try',
}

/** A language model that reads what customers want, in place of the classifier that runs here; off until it is wanted. */
export default function BotModelPage({ loaderData: model, actionData }: Route.ComponentProps) {
  const isBusy = useNavigation().state !== 'idle'
  const done = actionData?.ok ? actionData : undefined
  const typed = done?.typed ?? {}
  const given = (name: keyof typeof labels & keyof BotModel) => String(typed[name] ?? model[name])
  return (
    <div className="stack">
      <BotHead />
      {done && !done.tried && (
        <div role="status">
          <Banner tone="good">Saved.</Banner>
        </div>
      )}
      <Standing model={model} />
      <FormResult result={actionData}>
        <Form method="post" noValidate className="form card pad">
          <SectionHead title="Language model" />
          <p className="muted t13">
            Reads what a customer wants where no keyword fits, and chooses from your own list of things the
            bot recognises. It writes nothing to customers. The words of the message, and your list with its
            examples, are sent to the provider; no name, number or address is added. When it fails, is late or
            has used up its questions, the classifier on this machine reads instead.
          </p>
          <ErrorSummary result={actionData} labels={labels} />
          <CheckField name="isEnabled" label="Let the model read messages" defaultChecked={model.isEnabled} />
          <TextField
            name="baseUrl"
            type="url"
            label={labels.baseUrl}
            help="Of any provider or server with chat completions as OpenAI has them."
            defaultValue={given('baseUrl')}
          />
          <TextField name="model" label={labels.model} autoComplete="off" defaultValue={given('model')} />
          <TextField
            name="apiKey"
            type="password"
            label={labels.apiKey}
            optional
            autoComplete="new-password"
            placeholder={model.isKeySet ? '••••••••' : undefined}
            help={
              model.isKeySet
                ? 'Set. Leave it empty to keep it; another server needs its own.'
                : 'Kept encrypted, never shown.'
            }
          />
          <div className="pair">
            <TextField
              name="timeoutSeconds"
              label={labels.timeoutSeconds}
              inputMode="numeric"
              suffix="seconds"
              defaultValue={given('timeoutSeconds')}
            />
            <TextField
              name="hourlyBudget"
              label={labels.hourlyBudget}
              inputMode="numeric"
              defaultValue={given('hourlyBudget')}
            />
          </div>
          <TextAreaField
            name="message"
            label={labels.message}
            optional
            rows={2}
            defaultValue={typed.message === undefined ? undefined : String(typed.message)}
          />
          {done?.tried && <Tried tried={done.tried} />}
          <div className="acts">
            <Button type="submit" tone="primary" name="intent" value="save">
              Save
            </Button>
            <Button type="submit" name="intent" value="try" disabled={isBusy}>
              Try it
            </Button>
          </div>
        </Form>
      </FormResult>
    </div>
  )
}

/** Whether the model answers, and how much of the hour's questions is used. */
function Standing({ model }: { model: BotModel }) {
  if (!model.isEnabled) return null
  return (
    <>
      {model.lastFault && model.lastFaultAt && (
        <Banner tone="warn">
          {model.lastFault}, <When at={model.lastFaultAt} />. The classifier on this machine read instead.
        </Banner>
      )}
      <p className="muted t13">
        {model.asked} of {model.hourlyBudget} questions asked in this hour.
      </p>
    </>
  )
}

interface TriedProps {
  tried: { ok: boolean; words: string; milliseconds: number; local: Read } & Read
}
interface Read {
  intent: string
  confidence: number
}

function Tried({ tried }: TriedProps) {
  const inWords = ({ intent, confidence }: Read) =>
    intent ? `“${intent}”, ${Math.round(confidence * 100)}% sure` : 'nothing of the list'
  return (
    <div role="status">
      <Banner tone={tried.ok ? 'good' : 'bad'}>
        {tried.ok
          ? `The model reads ${inWords(tried)}, after ${(tried.milliseconds / 1000).toFixed(1)} s. `
          : `${tried.words} `}
        The classifier on this machine reads {inWords(tried.local)}.
      </Banner>
    </div>
  )
}
