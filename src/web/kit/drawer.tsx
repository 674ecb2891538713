import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { Dialog } from './dialog.tsx'

interface DrawerProps {
  title: ReactNode
  children: ReactNode
  actions?: ReactNode
  /** The address of the list below; closing goes there without scrolling it. Or give `onClose`. */
  to?: string
  onClose?: () => void
  width?: number
}

/** A record over its list, at the right. It has its own address, so the list stays where it was. */
export function Drawer({ title, children, actions, to, onClose, width }: DrawerProps) {
  const navigate = useNavigate()
  const close = () => {
    onClose?.()
    if (to) void navigate(to, { preventScrollReset: true })
  }
  return (
    <Dialog title={title} place="side" width={width} actions={actions} onClose={close}>
      {children}
    </Dialog>
  )
}
