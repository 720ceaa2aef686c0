// Asks a sample about each request on a line of its standard input (requests.fixture.ts says how it is written).
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"

	"samples/tidings"
)

var names = []string{"webhook-id", "webhook-timestamp", "webhook-signature", "x-di-signature"}

func main() { answer(tidings.IsFromTidings) }

func answer[Key string | []string](isFromTidings func(Key, http.Header, []byte) bool) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), ",")
		header := http.Header{}
		for i, name := range names {
			if value := fields[2+i]; value != "-" {
				header.Set(name, decode(value))
			}
		}
		var key Key
		switch key := any(&key).(type) {
		case *string:
			*key = decode(fields[0])
		case *[]string:
			for _, each := range strings.Split(fields[0], ";") {
				*key = append(*key, decode(each))
			}
		}
		fmt.Println(ask(func() bool { return isFromTidings(key, header, []byte(decode(fields[1]))) }))
	}
}

func ask(question func() bool) (answer any) {
	defer func() {
		if fault := recover(); fault != nil {
			answer = fault
		}
	}()
	return question()
}

func decode(text string) string {
	bytes, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return string(bytes)
}
