import { Form, useNavigation } from 'react-router'
import { valueAt } from '#web/form.ts'
import { Button, LinkButton } from '#web/kit/button.tsx'
import { CheckboxCard, RadioCard } from '#web/kit/choice-card.tsx'
import { CheckField, FieldGroup, SelectField, TextAreaField, TextField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { useLocale } from '#web/kit/locale.tsx'
import { SectionHead } from '#web/kit/page-head.tsx'
import type { Category, Service } from '../contract.ts'
import { amountText } from './catalogue-forms.ts'
import { ExtraRows } from './extra-rows.tsx'
import { PictureField } from './picture-field.tsx'
import { payChoice } from './service-input.ts'

const labels = {
  name: 'Name',
  summary: 'In one line',
  description: 'Description',
  categoryId: 'Category',
  durationMinutes: 'Minutes of work',
  price: 'Price',
  deposit: 'Deposit',
  bufferBeforeMinutes: 'Before the visit',
  bufferAfterMinutes: 'After the visit',
  colour: 'Colour in the calendar',
  image: 'Picture',
}

interface ServiceFormProps {
  service?: Service
  categories: readonly Category[]
  people: readonly { id: string; name: string }[]
  result: unknown
}

/** Everything about a service in one form; the same for a new one. */
export function ServiceForm({ service, categories, people, result }: ServiceFormProps) {
  const { state, formData } = useNavigation()
  const isBusy = state === 'submitting' && formData?.get('intent') === 'save'
  const { currency } = useLocale()
  const sent = (name: string) => valueAt((result as { input?: unknown } | undefined)?.input, name)
  const hasSent = sent('name') !== undefined || sent('price') !== undefined
  const pay = (sent('pay') as string | undefined) ?? (service ? payChoice(service) : 'either')
  const chosen = hasSent ? [sent('staffIds')].flat() : (service?.staffIds ?? people.map(({ id }) => id))
  const isOn = (name: 'online' | 'active') => (hasSent ? sent(name) === 'true' : (service?.[name] ?? true))
  return (
    <FormResult result={result}>
      <Form method="post" encType="multipart/form-data" className="form record two" noValidate>
        <input type="hidden" name="intent" value="save" />
        <ErrorSummary result={result} labels={labels} />
        <div className="columns">
          <div className="stack">
            <div className="card pad form">
              <TextField name="name" label={labels.name} defaultValue={service?.name} required />
              <TextField
                name="summary"
                label={labels.summary}
                optional
                defaultValue={service?.summary}
                help="Stands under the name where people choose."
              />
              <TextAreaField
                name="description"
                label={labels.description}
                optional
                defaultValue={service?.description}
                help="What is included, what to prepare."
              />
              <SelectField
                name="categoryId"
                label={labels.categoryId}
                optional
                placeholder="Without category"
                options={categories.map(({ id, name }) => ({ value: id, label: name }))}
                defaultValue={service?.categoryId ?? undefined}
              />
            </div>

            <div className="card pad form">
              <SectionHead title="Time and price" />
              <div className="pair">
                <TextField
                  name="durationMinutes"
                  label={labels.durationMinutes}
                  inputMode="numeric"
                  suffix="min"
                  defaultValue={String(service?.durationMinutes ?? 60)}
                  required
                />
                <TextField
                  name="price"
                  label={labels.price}
                  inputMode="decimal"
                  suffix={currency}
                  defaultValue={service ? amountText(service.price, currency) : ''}
                  required
                />
              </div>
              <div className="pair">
                <TextField
                  name="bufferBeforeMinutes"
                  label={labels.bufferBeforeMinutes}
                  inputMode="numeric"
                  suffix="min"
                  help="Kept free, besides the way there."
                  defaultValue={String(service?.bufferBeforeMinutes ?? 0)}
                />
                <TextField
                  name="bufferAfterMinutes"
                  label={labels.bufferAfterMinutes}
                  inputMode="numeric"
                  suffix="min"
                  help="To pack up, before the way on."
                  defaultValue={String(service?.bufferAfterMinutes ?? 0)}
                />
              </div>
              <FieldGroup name="pay" label="How it is paid">
                <RadioCard
                  name="pay"
                  value="either"
                  defaultChecked={pay === 'either'}
                  title="As the customer likes"
                  detail="Online when booking, or on the day."
                />
                <RadioCard
                  name="pay"
                  value="online"
                  defaultChecked={pay === 'online'}
                  title="Online when booking"
                  detail="The whole price."
                />
                <RadioCard
                  name="pay"
                  value="deposit"
                  defaultChecked={pay === 'deposit'}
                  title="A deposit online"
                  detail="The rest on the day."
                >
                  <TextField
                    name="deposit"
                    label={labels.deposit}
                    hideLabel
                    inputMode="decimal"
                    suffix={currency}
                    placeholder="Deposit"
                    defaultValue={service?.deposit ? amountText(service.deposit, currency) : ''}
                  />
                </RadioCard>
                <RadioCard
                  name="pay"
                  value="day"
                  defaultChecked={pay === 'day'}
                  title="On the day"
                  detail="Nothing is paid online."
                />
              </FieldGroup>
            </div>

            <div className="card pad form">
              <SectionHead title="Extras" end="Customers add them to the service" />
              <ExtraRows
                key={service?.extras.map(({ id }) => id).join() ?? ''}
                extras={service?.extras ?? []}
                sent={hasSent ? sent('extras') : undefined}
              />
            </div>
          </div>
          <div className="stack">
            <div className="card pad form">
              <SectionHead title="Who does it" />
              {people.length === 0 ? (
                <p className="muted">
                  There is no staff yet. Save the service, then{' '}
                  <a className="link u" href="/staff/new">
                    add a person
                  </a>
                  .
                </p>
              ) : (
                <div className="choices">
                  {people.map(({ id, name }) => (
                    <CheckboxCard
                      key={id}
                      name="staffIds"
                      value={id}
                      title={name}
                      defaultChecked={chosen.includes(id)}
                    />
                  ))}
                </div>
              )}
            </div>

            <div className="card pad form">
              <SectionHead title="Where it shows" />
              <CheckField
                name="active"
                as="switch"
                label="On offer"
                help="Switched off, nobody can book it; visits that are booked stay."
                defaultChecked={isOn('active')}
              />
              <CheckField
                name="online"
                as="switch"
                label="Customers can book it online"
                help="Otherwise only the office books it."
                defaultChecked={isOn('online')}
              />
              <TextField
                name="colour"
                type="color"
                label={labels.colour}
                defaultValue={service?.colour ?? '#0F5C4D'}
              />
              <PictureField
                key={service?.imageUrl}
                name="image"
                label={labels.image}
                url={service?.imageUrl ?? null}
              />
            </div>
          </div>
        </div>
        <div className="acts sticky">
          <Button type="submit" tone="primary" busy={isBusy}>
            {service ? 'Save service' : 'Add service'}
          </Button>
          <LinkButton to="/services">Back to services</LinkButton>
        </div>
      </Form>
    </FormResult>
  )
}
