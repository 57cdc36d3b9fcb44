/** CloudFormation names of the types that relations join, as Config and OCSF spell them, with their ASFF names. */
const ASFF_TYPE_OF_CLOUDFORMATION_TYPE: ReadonlyMap<string, string> = new Map([
  ['AWS::EC2::Instance', 'AwsEc2Instance'],
  ['AWS::EC2::SecurityGroup', 'AwsEc2SecurityGroup'],
  ['AWS::EC2::NetworkInterface', 'AwsEc2NetworkInterface'],
  ['AWS::S3::Bucket', 'AwsS3Bucket'],
  ['AWS::S3::Object', 'AwsS3Object'],
  ['AWS::IAM::User', 'AwsIamUser'],
  ['AWS::IAM::Role', 'AwsIamRole'],
  ['AWS::IAM::AccessKey', 'AwsIamAccessKey'],
  ['AWS::::Account', 'AwsAccount'],
]);

/** The ASFF name of a resource type that may be spelt `AWS::EC2::Instance`; other text stays as it is. */
export function toAsffType(type: string): string {
  return ASFF_TYPE_OF_CLOUDFORMATION_TYPE.get(type) ?? type;
}

/** The CloudFormation names of those of these ASFF types that have one, in alphabetical order. */
export function cloudFormationTypesOf(types: ReadonlySet<string>): readonly string[] {
  return [...ASFF_TYPE_OF_CLOUDFORMATION_TYPE]
    .filter(([, type]) => types.has(type))
    .map(([name]) => name)
    .sort();
}
