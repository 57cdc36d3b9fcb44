const REGION = /^[a-z]{2,8}(?:-[a-z]{2,16}){1,3}-[0-9]{1,2}$/;
const LENGTH_MAX = 16;

/** Whether `text` reads like the name of an AWS Region: `eu-west-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export function isRegion(text: string): boolean {
  return text.length <= LENGTH_MAX && REGION.test(text);
}
