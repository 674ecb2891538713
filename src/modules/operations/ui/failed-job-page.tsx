import { Form, redirect } from 'react-router'
import { serverApi } from '#web/api.ts'
import { formInput, refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { PageHead, SectionHead } from '#web/kit/page-head.tsx'
import { When } from '#web/kit/when.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { dropFailedJob, type FailedJobDetail, getFailedJob, retryFailedJob } from '../contract.ts'
import type { Route } from './+types/failed-job-page'
import { JobState, jobName } from './job-state.tsx'
import { CodeBlock } from './scroll-box.tsx'

export const handle: PageHandle = {
  title: (data) => jobName((data as FailedJobDetail | undefined)?.name ?? 'Job'),
  parent: { to: '/settings/failed-jobs', label: 'Failed jobs' },
}

export async function loader({ context, params }: Route.LoaderArgs) {
  return serverApi(context)(getFailedJob, { jobId: params.jobId })
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { intent } = formInput(await request.formData())
  const endpoint = intent === 'drop' ? dropFailedJob : retryFailedJob
  const result = await submit(serverApi(context), endpoint, { jobId: params.jobId })
  return result.ok ? redirect('/settings/failed-jobs') : refuse(result)
}

const causes = { listener: 'An event', job: 'A command', timer: 'The clock' }

/** One failed job: why it failed, what it was given, and what to do about it. */
export default function FailedJobPage({ loaderData: job, actionData }: Route.ComponentProps) {
  const mayAct = useMay('system.manage') && job.state !== 'running'
  return (
    <div className="stack">
      <PageHead
        title={jobName(job.name)}
        lead={<JobState job={job} />}
        actions={
          mayAct && (
            <Form method="post">
              <Button type="submit" tone="primary" icon="refresh" name="intent" value="retry">
                Try again now
              </Button>
            </Form>
          )
        }
      />
      {actionData && !actionData.ok && <Banner tone="bad">{actionData.message}</Banner>}
      <section aria-labelledby="error">
        <SectionHead id="error" title="Last error" />
        <CodeBlock label="Last error">{job.error || 'The queue noted no reason.'}</CodeBlock>
      </section>
      <JobFacts job={job} />
      {job.event && (
        <section aria-labelledby="event">
          <SectionHead
            id="event"
            title={job.event.name}
            end={<When at={job.event.occurredAt} style="date-time" />}
          />
          <CodeBlock label="The event">{job.event.payload}</CodeBlock>
        </section>
      )}
      <section aria-labelledby="payload">
        <SectionHead id="payload" title="What it was given" />
        <CodeBlock label="What it was given">{job.payload}</CodeBlock>
      </section>
      {mayAct && <DropJob />}
    </div>
  )
}

function JobFacts({ job }: { job: FailedJobDetail }) {
  return (
    <dl className="kv card pad">
      <dt>Caused by</dt>
      <dd>{job.event ? `${job.event.name}, by ${job.event.actor}` : causes[job.kind]}</dd>
      <dt>Tries</dt>
      <dd>
        {job.attempts} of {job.maxAttempts}
      </dd>
      <dt>Last try</dt>
      <dd>
        <When at={job.lastTryAt} style="date-time" />
      </dd>
      <dt>Next try</dt>
      <dd>{job.nextTryAt ? <When at={job.nextTryAt} /> : 'None: all tries are used up'}</dd>
    </dl>
  )
}

function DropJob() {
  return (
    <details className="disclose card pad">
      <summary>Drop this job</summary>
      <Form method="post" className="stack s8">
        <p className="muted t13">
          What it was to do will not happen, and nobody is told. It is noted in the audit log. This cannot be
          undone.
        </p>
        <div>
          <Button type="submit" tone="danger" name="intent" value="drop">
            Drop job
          </Button>
        </div>
      </Form>
    </details>
  )
}
