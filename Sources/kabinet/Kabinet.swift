@main enum Kabinet { static func main() {} }
