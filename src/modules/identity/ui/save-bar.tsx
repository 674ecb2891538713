import { useNavigation } from 'react-router'
import { Banner } from '#web/kit/banner.tsx'
import { Button } from '#web/kit/button.tsx'

/** The foot of a settings form: its button, and afterwards the word that it worked. `isSecond`: not the page's main one. */
export function SaveBar(props: { label: string; intent?: string; saved?: string; isSecond?: boolean }) {
  const { label, intent, saved, isSecond } = props
  const navigation = useNavigation()
  const sent = navigation.formData?.get('intent') ?? undefined
  const isBusy = navigation.state === 'submitting' && (sent ?? undefined) === intent
  return (
    <div className="acts">
      <Button type="submit" tone={isSecond ? 'plain' : 'primary'} busy={isBusy}>
        {label}
      </Button>
      {saved && !isBusy && (
        <div role="status">
          <Banner tone="good">{saved}</Banner>
        </div>
      )}
    </div>
  )
}
