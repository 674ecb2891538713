import { data, type MetaFunction } from 'react-router'
import { LinkButton } from './kit/button.tsx'
import { EmptyState } from './kit/state.tsx'

export const meta: MetaFunction = () => [{ title: 'Not found · Frontdesk' }]

export function loader() {
  return data(null, { status: 404 })
}

export default function NotFound() {
  return (
    <main className="alone">
      <EmptyState
        as="h1"
        icon="search"
        title="There is nothing at this address"
        action={<LinkButton to="/">Go to the start</LinkButton>}
      >
        It may be mistyped, or the page has moved. Links in our messages always work: open the message again
        if you came from one.
      </EmptyState>
    </main>
  )
}
