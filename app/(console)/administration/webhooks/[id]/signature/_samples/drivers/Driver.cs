using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;

// Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
static class Driver
{
    static readonly string[] Names = { "webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature" };

    static void Main(string[] args)
    {
        var sample = Assembly.GetExecutingAssembly().GetTypes()
            .Select(type => type.GetMethod("IsFromTidings"))
            .First(method => method != null);
        for (var line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            var fields = line.Split(',');
            var keys = fields[0].Split(';').Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text))).ToArray();
            var headers = new Dictionary<string, string>();
            for (var i = 0; i < Names.Length; i++)
            {
                if (fields[2 + i] == "-") continue;
                headers[Names[i]] = Encoding.GetEncoding("iso-8859-1").GetString(Convert.FromBase64String(fields[2 + i]));
            }
            Func<string, string> header = name => headers.TryGetValue(name, out var value) ? value : null;
            var key = args[0] == "rsa" ? (object)keys : keys[0];
            try
            {
                var answer = sample.Invoke(null, new object[] { key, header, Convert.FromBase64String(fields[1]) });
                Console.WriteLine((bool)answer ? "true" : "false");
            }
            catch (TargetInvocationException error)
            {
                Console.WriteLine(error.InnerException.GetType() + ": " + error.InnerException.Message);
            }
        }
    }
}
