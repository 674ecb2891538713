import type { ErrandContext } from '#platform/context.ts'
import { VendorRefused, vendorOf } from '../adapters/channel.ts'
import { type FetchedFile, noteFetched } from '../commands/note-fetched.ts'
import { believedType } from '../domain/believed-type.ts'
import { listWaitingFiles, type WaitingFile } from '../queries/list-waiting-files.ts'
import { loadAccount } from './account-of.ts'

/**
 * Fetches files that came with messages from the channel's vendor and stores them. A file that is not what it says is
 * not kept; the message says why. Files that cannot be had yet are asked for again. Safe to repeat.
 */
export async function fetchMedia(
  ctx: ErrandContext,
  { channelId, attachmentIds }: { channelId: string; attachmentIds: readonly string[] },
): Promise<void> {
  const account = await loadAccount(ctx, channelId)
  const vendor = vendorOf(ctx.adapters, account)
  const waiting = await ctx.query(listWaitingFiles, attachmentIds)
  const later: VendorRefused[] = []
  for (const file of waiting) {
    const fetched = await fetchOne(file).catch((error: unknown) => {
      if (!(error instanceof VendorRefused)) throw error
      if (!error.isFinal) later.push(error)
      return error.isFinal ? { id: file.id, error: error.title } : null
    })
    if (fetched) await ctx.command(noteFetched, fetched)
  }
  // The queue asks again with a growing wait.
  if (later[0]) throw later[0]

  async function fetchOne({ id, name, mediaType, providerRef }: WaitingFile): Promise<FetchedFile> {
    if (!vendor.fetchMedia) return { id, error: 'This channel gives no files.' }
    const file = await vendor.fetchMedia(account, providerRef)
    const believed = believedType(file.mediaType || mediaType, file.bytes)
    if (!believed.ok) return { id, error: believed.reason }
    const storageKey = `${ctx.orgId}/inbox/${id}`
    await ctx.storage.put(storageKey, file.bytes, believed.mediaType)
    return {
      id,
      storageKey,
      mediaType: believed.mediaType,
      bytes: file.bytes.byteLength,
      name: file.name ?? name,
    }
  }
}
