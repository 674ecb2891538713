import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Reloads the page's times when somebody else takes or frees one. The connection is fetched after the first paint. */
export function useSlotsLive(orgSlug: string): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    let close = () => {}
    let timer: ReturnType<typeof setTimeout>
    const start = async () => {
      const { io } = await import('socket.io-client')
      const socket = io('/public', { path: '/live', auth: { orgSlug } })
      socket.on('connect', () => socket.emit('subscribe', ['slots']))
      socket.on('change', () => {
        clearTimeout(timer)
        timer = setTimeout(() => void revalidate(), 400)
      })
      close = () => socket.close()
    }
    const idle = setTimeout(() => void start(), 1500)
    return () => {
      clearTimeout(idle)
      clearTimeout(timer)
      close()
    }
  }, [orgSlug, revalidate])
}
