import './rating-page.css'
import { Form, useNavigation } from 'react-router'
import { getPublicOrg } from '#modules/identity/contract/session.ts'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { TextAreaField } from '#web/kit/field.tsx'
import { ErrorSummary, FormResult } from '#web/kit/form-result.tsx'
import { branded } from '#web/public/branded.ts'
import { getPublicRating, giveRating } from '../contract/ratings.ts'
import type { Route } from './+types/rating-page'

export async function loader({ params, context }: Route.LoaderArgs) {
  const api = serverApi(context)
  const rating = await api(getPublicRating, { token: params.token })
  return { rating, ...branded(await api(getPublicOrg, { orgSlug: rating.orgSlug })) }
}

export async function action({ params, context, request }: Route.ActionArgs) {
  const input = { ...formInput(await request.formData()), token: params.token }
  const result = await submit(serverApi(context), giveRating, input)
  return result.ok ? { ok: true as const } : refuse(result)
}

export function meta({ loaderData }: Route.MetaArgs) {
  return [
    { title: `How did we do?${loaderData ? ` · ${loaderData.org.name}` : ''}` },
    { name: 'robots', content: 'noindex, nofollow' },
  ]
}

const words = ['Poor', 'Fair', 'All right', 'Good', 'Very well']

/** Behind the link in a rating question: five answers and a word, which may be changed later. */
export default function RatingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { rating } = loaderData
  const { state } = useNavigation()
  const isAnswered = rating.score !== null
  return (
    <div className="one stack s16">
      {actionData?.ok && (
        <div role="status">
          <Banner tone="good">Thank you, {rating.organizationName} has your answer.</Banner>
        </div>
      )}
      <h1>How did we do?</h1>
      {isAnswered && (
        <p className="muted">
          You answered {rating.score} of 5. You can change it here at any time, or add a word.
        </p>
      )}
      <FormResult result={actionData}>
        <Form method="post" className="form" noValidate>
          <ErrorSummary result={actionData} labels={{ score: 'Your answer', comment: 'Your words' }} />
          <fieldset className="field" id="score" tabIndex={-1}>
            <legend>{isAnswered ? 'Your answer' : 'How well did we help you?'}</legend>
            <div className="rates">
              {words.map((word, index) => (
                <label key={word}>
                  <input
                    type="radio"
                    className="radio"
                    name="score"
                    value={index + 1}
                    defaultChecked={rating.score === index + 1}
                  />
                  <b>{index + 1}</b>
                  <span className="muted">{word}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <TextAreaField
            name="comment"
            label="What made it so?"
            optional
            rows={4}
            maxLength={2000}
            defaultValue={rating.comment}
          />
          <div className="acts">
            <Button type="submit" tone="primary" size="lg" busy={state === 'submitting'}>
              {isAnswered ? 'Change my answer' : 'Send my answer'}
            </Button>
          </div>
        </Form>
      </FormResult>
    </div>
  )
}
