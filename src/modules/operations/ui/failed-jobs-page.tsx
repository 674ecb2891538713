import { Form } from 'react-router'
import { serverApi } from '#web/api.ts'
import { refuse, submit } from '#web/form.ts'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'
import { type Column, DataGrid } from '#web/kit/data-grid.tsx'
import { PageHead } from '#web/kit/page-head.tsx'
import { EmptyState } from '#web/kit/state.tsx'
import { When } from '#web/kit/when.tsx'
import { useLiveRevalidate } from '#web/live.tsx'
import type { PageHandle } from '#web/office/page-title.tsx'
import { useMay } from '#web/session.ts'
import { type FailedJob, listFailedJobs, retryAllFailedJobs } from '../contract.ts'
import type { Route } from './+types/failed-jobs-page'
import { JobState, jobName } from './job-state.tsx'
import { useRefresh } from './use-refresh.ts'

export const handle: PageHandle = { title: 'Failed jobs' }

export async function loader({ context }: Route.LoaderArgs) {
  return serverApi(context)(listFailedJobs, { limit: 200 })
}

export async function action({ context }: Route.ActionArgs) {
  const result = await submit(serverApi(context), retryAllFailedJobs, {})
  return result.ok ? { ok: true as const, retried: result.output.retried } : refuse(result)
}

const columns: Column<FailedJob>[] = [
  {
    key: 'name',
    label: 'Job',
    width: '26%',
    render: ({ name }) => <span className="cut">{jobName(name)}</span>,
  },
  { key: 'state', label: 'State', width: '130px', render: (job) => <JobState job={job} /> },
  {
    key: 'error',
    label: 'Last error',
    hideOnPhone: true,
    render: ({ error }) => (
      <span className="cut muted" title={error}>
        {error.split('\n')[0]}
      </span>
    ),
  },
  {
    key: 'tries',
    label: 'Tries',
    width: '90px',
    isNumber: true,
    hideOnPhone: true,
    render: ({ attempts, maxAttempts }) => `${attempts} of ${maxAttempts}`,
  },
  {
    key: 'next',
    label: 'Next try',
    width: '140px',
    hideOnPhone: true,
    render: ({ nextTryAt }) => (nextTryAt ? <When at={nextTryAt} /> : <span className="muted">None</span>),
  },
]

/** Work behind the scenes that did not succeed: look, try again, or drop. */
export default function FailedJobsPage({ loaderData: { items, total }, actionData }: Route.ComponentProps) {
  useLiveRevalidate(['jobs'])
  useRefresh(15_000)
  const mayAct = useMay('system.manage')
  const givenUp = items.filter(({ state }) => state === 'given_up').length
  return (
    <>
      <PageHead
        title="Failed jobs"
        lead="Messages, syncs and other work that failed. Most succeed on a later try; those given up wait for you."
        actions={
          mayAct &&
          givenUp > 0 && (
            <Form method="post">
              <Button type="submit" icon="refresh">
                {givenUp === 1 ? 'Try it again' : `Try all ${givenUp} again`}
              </Button>
            </Form>
          )
        }
      />
      {actionData?.ok && (
        <Banner tone="good">
          {actionData.retried === 1 ? 'One job is' : `${actionData.retried} jobs are`} being tried again.
        </Banner>
      )}
      {actionData && !actionData.ok && <Banner tone="bad">{actionData.message}</Banner>}
      <DataGrid
        label="Failed jobs"
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/settings/failed-jobs/${id}`}
        total={total}
        noun="jobs"
        empty={
          <EmptyState icon="check-circle" title="Nothing has failed">
            Everything that was to happen behind the scenes has happened or is on its way.
          </EmptyState>
        }
      />
    </>
  )
}
