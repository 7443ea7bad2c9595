/** The part of Turbo that is called from here; it comes without types of its own. */
declare module "@hotwired/turbo" {
  interface VisitOptions {
    action?: "advance" | "replace";
    shouldCacheSnapshot?: boolean;
    /** What the server has already answered: it is not asked again. */
    response?: { statusCode: number; responseHTML: string; redirected: boolean };
  }
  export function visit(location: string, options?: VisitOptions): void;
}
