/** What a postcode service says: the position, that there is no such postcode, or nothing at all just now. */
export type PostcodeReply =
  | { kind: 'found'; lat: number; lon: number; city: string | null }
  | { kind: 'unknown' }
  | { kind: 'unavailable' }

/** Somebody outside who knows where UK postcodes are. Never throws and never takes longer than two seconds. */
export interface PostcodeService {
  find(postcode: string): Promise<PostcodeReply>
}

declare module '#platform/context.ts' {
  interface Adapters {
    postcodes: PostcodeService
  }
}

/** For installations without internet: nobody is asked. */
export const noPostcodeService: PostcodeService = {
  find: async () => ({ kind: 'unavailable' }),
}
