import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  QueryClientProvider,
  type UseQueryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type ReactNode, useCallback, useState } from 'react'
import { useRevalidator } from 'react-router'
import type { Endpoint, InputOf, Output } from '#values/endpoint.ts'
import { type ApiError, api, isApiError } from './api.ts'
import { type Refusal, type SubmitResult, submit } from './form.ts'
import { showToast } from './kit/toast.tsx'
import { useLive } from './live.tsx'
import { isSessionEnd, leaveForSignIn } from './session-end.ts'

/** The cache of the office's queries; one per browser tab (and per request while rendering on the server). */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({ onError: leaveAtSessionEnd }),
        defaultOptions: {
          queries: {
            staleTime: 10_000,
            retry: (count, error) => count < 2 && (!isApiError(error) || error.status >= 500),
          },
        },
      }),
  )
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

function leaveAtSessionEnd(error: unknown): void {
  if (isSessionEnd(error)) leaveForSignIn()
}

function keyOf(endpoint: Endpoint, input?: unknown): unknown[] {
  return input === undefined ? [endpoint.method, endpoint.path] : [endpoint.method, endpoint.path, input]
}

type ApiOptions<E extends Endpoint> = Omit<UseQueryOptions<Output<E>, ApiError>, 'queryKey' | 'queryFn'> & {
  /** Live topics that make the answer stale: `['appointments']`. */
  live?: string[]
}

/** Reads an endpoint from the browser. First data belongs into the page's loader; this is for what comes after. */
export function useApi<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: ApiOptions<E> = {}) {
  const { live = [], ...rest } = options
  const client = useQueryClient()
  useLive(live, () => void client.invalidateQueries({ queryKey: keyOf(endpoint) }))
  return useQuery<Output<E>, ApiError>({
    placeholderData: keepPreviousData as never,
    ...rest,
    queryKey: keyOf(endpoint, input),
    queryFn: () => api(endpoint, input),
  })
}

interface CommandOptions<E extends Endpoint, U extends Endpoint> {
  /** What the toast says: a text, or one made from the answer. Nothing is shown without it. */
  success?: string | ((output: Output<E>) => string)
  /** The endpoint that takes it back, and its input made from the answer and what was sent. */
  undo?: { endpoint: U; input: (output: Output<E>, sent: InputOf<E>) => InputOf<U> }
  /** Queries (`useApi`) to fetch again. The page's loaders always are. */
  invalidates?: Endpoint[]
}

export interface Command<E extends Endpoint> {
  (input: InputOf<E>): Promise<SubmitResult<Output<E>>>
  isBusy: boolean
  /** The last refusal, for the fields of a form; gone with the next success. */
  refusal: Refusal | undefined
}

/**
 * Changes something from the browser. On success a toast with "Undo" (when `undo` is given) and fresh data; on
 * failure the problem's words in a toast, unless it has faults: then the form shows them.
 */
export function useCommand<E extends Endpoint, U extends Endpoint = Endpoint>(
  endpoint: E,
  options: CommandOptions<E, U> = {},
): Command<E> {
  const client = useQueryClient()
  const { revalidate } = useRevalidator()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()

  const refresh = useCallback(async () => {
    const stale = (options.invalidates ?? []).map((query) =>
      client.invalidateQueries({ queryKey: keyOf(query) }),
    )
    await Promise.all([...stale, revalidate()])
  }, [client, revalidate, options.invalidates])

  const command = async (input: InputOf<E>) => {
    setBusy(true)
    const result = await submit(api, endpoint, input)
      .catch(refusalOf)
      .finally(() => setBusy(false))
    setRefusal(result.ok ? undefined : result)
    if (result.ok) {
      announce(result.output, input, options, refresh)
      void refresh()
    } else if (result.faults.length === 0) {
      showToast({ tone: 'bad', text: result.message })
    }
    return result
  }
  return Object.assign(command, { isBusy, refusal })
}

/** In the browser every failure is told; there is no error page for a button. */
function refusalOf(error: unknown): Refusal {
  if (!isApiError(error)) throw error
  leaveAtSessionEnd(error)
  const { status, code, detail, faults, details, requestId } = error
  return { ok: false, status, code, message: detail, faults, details, requestId, input: undefined }
}

function announce<E extends Endpoint, U extends Endpoint>(
  output: Output<E>,
  sent: InputOf<E>,
  { success, undo }: CommandOptions<E, U>,
  refresh: () => Promise<void>,
): void {
  if (!success && !undo) return
  const text = typeof success === 'function' ? success(output) : (success ?? 'Done')
  showToast({
    tone: 'good',
    text,
    ...(undo && {
      undo: async () => {
        await api(undo.endpoint, undo.input(output, sent))
        await refresh()
      },
    }),
  })
}
