import type { OpenConsole } from './open-console.ts';

/** What would do harm if a page let it, and what only loads something from elsewhere. */
export function plant(): string {
  const markup = `<img src="http://127.0.0.1:9/elsewhere" onerror="alert('from an attribute')">`;
  return `
    document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(markup)});
    const script = document.createElement('script');
    script.textContent = "alert('from a script')";
    document.body.append(script);
    setTimeout(() => { throw new Error('thrown'); });
    undefined;`;
}

/** Takes the policy away from what is loaded from now on. */
export async function withoutPolicy({ page }: OpenConsole): Promise<void> {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    return route.fulfill({ response, headers });
  });
}
